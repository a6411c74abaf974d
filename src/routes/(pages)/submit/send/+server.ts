import { answer, apart, jsonOf, senderOf } from '../answer.ts';
import type { RequestHandler } from './$types';

/**
 * Takes what `src/lib/domain/submission.ts` reads, and beside it `files` as in `sent-files.ts`. At an address of its own: beside the page it would answer, in its
 * place, whoever asks for the page without saying that they want HTML.
 */
export const POST: RequestHandler = async (event) => {
	const body = await jsonOf(event.request);
	if ('refused' in body) return body.refused;
	const { input, beside } = apart(body.input, 'files');
	return answer(await event.locals.intake.receive(senderOf(event), input, beside));
};
