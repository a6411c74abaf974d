import type { MediaRefusal } from '#lib/domain/media.ts';
import { receiveFile } from '#lib/server/media/receive.ts';
import { Refused } from '#lib/server/media/refusal.ts';
import { retryAfter } from '#lib/server/too-many.ts';
import { refusalWords } from '#lib/ui/media/media-words.ts';
import type { RequestHandler } from './$types';

const STATUS: Partial<Record<MediaRefusal, number>> = {
	empty: 400,
	too_large: 413,
	wrong_type: 415,
	busy: 503,
	closed: 503
};

/** One file for a report that is still to be sent: multipart, field "file". What is kept of it is cleaned. */
export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
	const address = getClientAddress();
	const verdict = locals.slowDown.place('upload', address);
	if (!verdict.isAllowed) {
		const message = refusalWords('busy', locals.lang);
		const headers = { 'retry-after': String(retryAfter(verdict)) };
		return Response.json({ reason: 'busy', message }, { status: 429, headers });
	}
	try {
		const received = await receiveFile(request, address);
		const uploaded = await locals.media.upload(locals.db, received, locals.person?.id ?? null);
		return Response.json(uploaded, { status: 201, headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		const { reason } = error;
		const message = refusalWords(reason, locals.lang);
		return Response.json({ reason, message }, { status: STATUS[reason] ?? 422 });
	}
};
