import { answer, jsonOf, senderOf } from './answer.ts';
import type { RequestHandler } from './$types';

/** Takes a report as JSON: what the page sends, and what `src/lib/domain/submission.ts` reads. */
export const POST: RequestHandler = async (event) => {
	const body = await jsonOf(event.request);
	return 'refused' in body
		? body.refused
		: answer(await event.locals.intake.receive(senderOf(event), body.input));
};
