/**
 * How large a body may be, by the route it is for. The server behind us takes bodies as large as the largest film
 * (BODY_SIZE_LIMIT of the start command); everywhere else a small one is enough, and is refused before it is read.
 */
import type { Handle } from '@sveltejs/kit';
import { MEDIA_LIMITS } from '#lib/domain/limits.ts';

/** Bytes: every form and every API call. */
const ORDINARY = 512 * 1024;
/** Around the file in its form. */
const ENVELOPE = 64 * 1024;
export const LARGEST_BODY = MEDIA_LIMITS.video + ENVELOPE;
const LARGE: ReadonlySet<string> = new Set(['/submit/media']);

export const limitBody: Handle = ({ event, resolve }) => {
	const status = refusalOf(event.request, event.url.pathname);
	if (status === null) return resolve(event);
	return new Response(null, { status, headers: { connection: 'close' } });
};

/** 411 where the length is not said, 413 where it is too large; null where it may come. */
export function refusalOf({ headers }: Pick<Request, 'headers'>, path: string): 411 | 413 | null {
	const length = headers.get('content-length');
	if (length === null) return headers.has('transfer-encoding') ? 411 : null;
	return Number(length) <= (LARGE.has(path) ? LARGEST_BODY : ORDINARY) ? null : 413;
}
