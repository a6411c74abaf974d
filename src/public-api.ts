/**
 * What holds for every address that programs of strangers ask: any page may read it, it may be asked whether something
 * changed, it says how often one may ask, and what goes wrong is told in problem details (RFC 9457).
 */
import type { Handle } from '@sveltejs/kit';
import { problemDetails } from '#lib/publish/problem.ts';
import { tagOf, unlessKnown } from '#lib/server/answers.ts';
import { runtime } from '#lib/server/runtime.ts';
import { LIMITS, type SlowDown } from '#lib/server/slow-down.ts';
import { retryAfter } from '#lib/server/too-many.ts';

const PUBLIC = /^\/(api\/v1|feeds|export|tiles)\//;
const EXPORT = /^\/export\//;
/** A map asks for dozens of them at each move; they cost little. */
const FREE = /^\/tiles\//;

const PREFLIGHT = {
	'access-control-allow-origin': '*',
	'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
	'access-control-allow-headers':
		'authorization, content-type, if-none-match, if-modified-since, last-event-id',
	'access-control-max-age': '86400'
};
/** What a script of another page may read besides the body. */
const EXPOSED = 'etag, last-modified, link, retry-after, ratelimit, ratelimit-policy, content-disposition';

/** Whole answers that a tag can be made of; streams are not. */
const WHOLE = /^application\/(json|geo\+json|vnd\.mapbox-vector-tile)/;

export const publicApi: Handle = async ({ event, resolve }) => {
	const { url, request } = event;
	if (!PUBLIC.test(url.pathname)) return resolve(event);
	if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: PREFLIGHT });
	const limit = FREE.test(url.pathname) ? null : limitOf(url.pathname, event, (await runtime()).slowDown);
	const answer = limit?.refusal ?? (await conditional(request, await inWords(request, resolve, event)));
	for (const [name, value] of Object.entries(limit?.headers ?? {})) answer.headers.set(name, value);
	answer.headers.set('x-content-type-options', 'nosniff');
	answer.headers.set('access-control-allow-origin', '*');
	answer.headers.set('access-control-expose-headers', EXPOSED);
	return answer;
};

/** As draft-ietf-httpapi-ratelimit-headers has them: the policy, what is left of it, and in how many seconds all is back. */
function limitOf(path: string, event: { getClientAddress(): string }, slowDown: SlowDown) {
	const name = EXPORT.test(path) ? 'export' : 'api';
	const { burst, refill } = LIMITS[name];
	const address = event.getClientAddress();
	const verdict = slowDown.place(name, address);
	const left = slowDown.left(name, address);
	const seconds = Math.ceil(((burst - left) / burst) * (refill / 1000));
	const headers: Record<string, string> = {
		'ratelimit-policy': `"${name}";q=${burst};w=${refill / 1000}`,
		ratelimit: `"${name}";r=${left};t=${seconds}`
	};
	if (verdict.isAllowed) return { headers, refusal: null };
	const wait = retryAfter(verdict);
	const detail = `${burst} requests in ${refill / 1000} seconds are allowed from one place; ask again in ${wait} seconds`;
	return {
		headers: { ...headers, 'retry-after': String(wait) },
		refusal: problemDetails(429, 'Too many requests', detail)
	};
}

/** The framework's own pages for what is not there, or not allowed, are for people. */
async function inWords(
	request: Request,
	resolve: Parameters<Handle>[0]['resolve'],
	event: Parameters<Handle>[0]['event']
): Promise<Response> {
	const answer = await resolve(event);
	const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
	if (answer.status < 400 || isProblem) return answer;
	const { headers, status } = answer;
	const problem = problemDetails(status, ...(await wordsFor(answer, request.method, event.url.pathname)));
	for (const [name, value] of headers) if (!name.startsWith('content-')) problem.headers.set(name, value);
	if (status === 503 && !headers.has('retry-after')) problem.headers.set('retry-after', '10');
	return problem;
}

async function wordsFor(
	answer: Response,
	method: string,
	path: string
): Promise<[title: string, detail: string]> {
	const { status } = answer;
	if (status === 404) return ['Not found', `There is nothing at ${path}`];
	if (status === 405) return ['Not allowed', `${method} is not allowed at ${path}`];
	if (status >= 500) return ['Something went wrong here', 'It is not the request; try again later'];
	return ['The request cannot be answered', await answer.text()];
}

async function conditional(request: Request, answer: Response): Promise<Response> {
	const { headers } = answer;
	const isWhole = WHOLE.test(headers.get('content-type') ?? '');
	const isKept = !headers.get('cache-control')?.includes('no-store');
	if (request.method !== 'GET' || answer.status !== 200 || headers.has('etag') || !isWhole || !isKept)
		return answer;
	const bytes = await answer.arrayBuffer();
	// To be asked for again each time, and then mostly not sent.
	if (!headers.has('cache-control')) headers.set('cache-control', 'no-cache');
	return unlessKnown(request, bytes, headers, { tag: tagOf(new Uint8Array(bytes)) });
}
