import { error } from '@sveltejs/kit';
import { readProof } from '#lib/domain/geolocation-proof.ts';
import { propose } from '#lib/server/media/media.ts';
import { retryAfter } from '#lib/server/too-many.ts';
import type { RequestHandler } from './$types';

/** Proposes why a public report happened where it says. Moderators look at it first. */
export const POST: RequestHandler = async ({ params, request, locals, getClientAddress }) => {
	const verdict = locals.slowDown.place('submit', getClientAddress());
	if (!verdict.isAllowed)
		return Response.json({}, { status: 429, headers: { 'retry-after': String(retryAfter(verdict)) } });
	if (!/^[1-9]\d{0,9}$/.test(params.id)) error(404);
	const read = readProof(await request.json().catch(() => null));
	if (read.outcome === 'refused') return Response.json({ problems: read.problems }, { status: 422 });
	const proposed = await propose(locals.db, Number(params.id), read.proof);
	if (proposed.outcome === 'closed') return Response.json({}, { status: 409 });
	if (proposed.outcome === 'refused') {
		const problems = [{ path: proposed.path, message: 'cannot be taken as it is' }];
		return Response.json({ problems }, { status: 422 });
	}
	return Response.json({ id: proposed.id }, { status: 201 });
};
