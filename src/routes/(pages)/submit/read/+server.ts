import * as v from 'valibot';
import { LONGEST_READ } from '#lib/domain/proposals.ts';
import { read } from '#lib/server/reading.ts';
import { jsonOf } from '../answer.ts';
import type { RequestHandler } from './$types';

const AskedSchema = v.object({ text: v.pipe(v.string(), v.maxLength(LONGEST_READ)) });

/** What a pasted text or link says: links, posts, places, time, kind. No link is fetched. */
export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
	const body = await jsonOf(request);
	if ('refused' in body) return body.refused;
	const asked = v.safeParse(AskedSchema, body.input);
	if (!asked.success) {
		const message = `is not a text of at most ${LONGEST_READ} characters`;
		return Response.json({ outcome: 'refused', problems: [{ path: 'text', message }] }, { status: 422 });
	}
	if (!locals.intake.mayRead(getClientAddress())) return new Response(null, { status: 429 });
	const proposals = await read(locals.db, asked.output.text, locals.lang, Date.now());
	return Response.json(proposals, { headers: { 'cache-control': 'no-store' } });
};
