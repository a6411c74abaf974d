/** A stored picture or film as an HTTP answer. */
import { byteRange } from '../../../offline/byte-range.ts';
import type { MediaFile } from './media.ts';

/** Seconds. Not for ever: what is hidden again is to be gone from caches as well. */
const PUBLIC_AGE = 600;

/** Whoever opens it by itself gets bytes that can do nothing. */
const INERT = {
	'content-disposition': 'inline',
	'content-security-policy': "default-src 'none'; media-src 'self'; img-src 'self'; sandbox",
	'cross-origin-resource-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	'x-robots-tag': 'noindex'
};

/** @param id names the bytes: they never change */
export function mediaAnswer(
	request: Request,
	{ id, mime, is_public, bytes }: MediaFile & { id: string; bytes: Uint8Array }
): Response {
	const etag = `"${id}"`;
	const headers = new Headers({
		...INERT,
		...{ 'content-type': mime, 'accept-ranges': 'bytes', etag },
		'cache-control': is_public ? `public, max-age=${PUBLIC_AGE}` : 'private, no-store'
	});
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	const asked = request.headers.get('range');
	if (asked === null) {
		headers.set('content-length', String(bytes.length));
		return new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
	}
	const range = byteRange(asked, bytes.length);
	if (!range) {
		headers.set('content-range', `bytes */${bytes.length}`);
		return new Response(null, { status: 416, headers });
	}
	const part = bytes.subarray(range.first, range.last + 1);
	headers.set('content-range', `bytes ${range.first}-${range.last}/${bytes.length}`);
	headers.set('content-length', String(part.length));
	return new Response(part as Uint8Array<ArrayBuffer>, { status: 206, headers });
}
