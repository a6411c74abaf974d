/**
 * How large a body may be, by the route it is for. The server behind us takes bodies as large as the largest film
 * (BODY_SIZE_LIMIT of the start command); everywhere else a small one is enough, and is refused before it is read.
 * The refusal goes out at once; what still comes is read and dropped. A connection that is closed while its client is
 * writing is broken for the client: it may never read why (RFC 9112, 9.6).
 */
import type { Handle } from '@sveltejs/kit';
import { MEDIA_LIMITS } from '#lib/domain/limits.ts';
import { problemDetails } from '#lib/publish/problem.ts';

/** Bytes: every form and every API call. */
const ORDINARY = 512 * 1024;
/** Around the file in its form. */
const ENVELOPE = 64 * 1024;
export const LARGEST_BODY = MEDIA_LIMITS.video + ENVELOPE;
const LARGE: ReadonlySet<string> = new Set(['/submit/media']);
/** Bytes of a refused body that are read so that its client can finish. After that the connection is closed. */
const DROPPED = 2 * LARGEST_BODY;

export const limitBody: Handle = ({ event, resolve }) => {
	const refusal = refusalOf(event.request, event.url.pathname);
	if (refusal === null) return resolve(event);
	const { status, title, detail } = refusal;
	const response = problemDetails(status, title, detail);
	const isDropped = !(Number(event.request.headers.get('content-length')) > DROPPED);
	if (!isDropped) response.headers.set('connection', 'close');
	else if (event.request.body) void drop(event.request.body);
	return response;
};

type Refusal = { status: 411 | 413; title: string; detail: string };

/** 411 where the length is not said, 413 where it is too large; null where it may come. */
function refusalOf({ headers }: Pick<Request, 'headers'>, path: string): Refusal | null {
	const length = headers.get('content-length');
	const limit = LARGE.has(path) ? LARGEST_BODY : ORDINARY;
	const most = `${limit} bytes are the most this address takes`;
	if (length === null) {
		const isChunked = headers.has('transfer-encoding');
		const detail = `Content-Length is needed; ${most}`;
		return isChunked ? { status: 411, title: 'How long is the body?', detail } : null;
	}
	if (Number(length) <= limit) return null;
	return { status: 413, title: 'The body is too large', detail: `it has ${length} bytes; ${most}` };
}

/** Reads what nobody wants, up to a bound; a client that stops or sends more than that is cut off. */
async function drop(body: ReadableStream<Uint8Array>): Promise<void> {
	const reader = body.getReader();
	try {
		for (let size = 0; size <= DROPPED;) {
			const { done, value } = await reader.read();
			if (done) return;
			size += value.byteLength;
		}
		await reader.cancel();
	} catch {
		// Longer than the server takes at all, and left unread by it: then it is dropped by the server. Or the client left.
	}
}
