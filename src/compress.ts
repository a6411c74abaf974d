/** Pages and data go out compressed; what the build made is compressed already and never comes through here. */
import type { Handle } from '@sveltejs/kit';

const WORTH_IT =
	/^(text\/(?!event-stream)|image\/svg|application\/(.*json|.*xml|octet-stream|vnd\.mapbox-vector-tile))/;

export const compress: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { headers, status, statusText, body } = response;
	if (!body || headers.has('content-encoding') || !WORTH_IT.test(headers.get('content-type') ?? ''))
		return response;
	headers.append('Vary', 'Accept-Encoding');
	if (!takesGzip(event.request.headers.get('accept-encoding'))) return response;
	headers.set('Content-Encoding', 'gzip');
	headers.delete('content-length');
	// Another encoding is another representation (RFC 9110, 8.8.3.3).
	const tag = headers.get('etag');
	if (tag) headers.set('etag', tag.replace(/"$/, '-gzip"'));
	return new Response(body.pipeThrough(new CompressionStream('gzip')), { status, statusText, headers });
};

const takesGzip = (accepted: string | null): boolean =>
	(accepted ?? '').split(',').some((coding) => /^\s*gzip\s*(;(?!\s*q=0(\.0*)?\s*$)|$)/i.test(coding));
