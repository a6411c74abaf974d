import { answer, jsonOf, senderOf } from '../answer.ts';
import type { RequestHandler } from './$types';

/**
 * Takes what `src/lib/domain/submission.ts` reads. At an address of its own: beside the page it would answer, in its
 * place, whoever asks for the page without saying that they want HTML.
 */
export const POST: RequestHandler = async (event) => {
	const body = await jsonOf(event.request);
	return 'refused' in body
		? body.refused
		: answer(await event.locals.intake.receive(senderOf(event), body.input));
};
