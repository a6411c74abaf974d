import { answer, apart, jsonOf, senderOf } from '../answer.ts';
import type { RequestHandler } from './$types';

/** Offers what is sent to a public report: `?report=12`. The body is that of a report, with its `files`. */
export const POST: RequestHandler = async (event) => {
	const body = await jsonOf(event.request);
	if ('refused' in body) return body.refused;
	const id = event.url.searchParams.get('report') ?? '';
	if (!/^[1-9]\d{0,9}$/.test(id)) return answer({ outcome: 'closed', why: 'gone' });
	const { input, beside } = apart(body.input, 'files');
	return answer(await event.locals.intake.join(senderOf(event), Number(id), input, beside));
};
