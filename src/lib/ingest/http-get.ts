/** One GET request to one address, without redirects: the outcome in words instead of exceptions. */
import { Agent, request } from 'undici';
import { ACCEPT_ENCODING, BodyTooLarge, readBody } from './body.ts';
import { failed, type FetchOutcome } from './fetch-outcome.ts';
import type { FailureReason, Validators } from './post-store.ts';
import { checkUrl, guardedLookup, RefusedAddress } from './safe-address.ts';

export type HttpLimits = {
	/** Milliseconds to a connection, to the headers, and for everything. */
	connectTimeout: number;
	headersTimeout: number;
	totalTimeout: number;
	/** Decoded bytes. */
	maxBytes: number;
};

export const USUAL_LIMITS: HttpLimits = {
	connectTimeout: 10_000,
	headersTimeout: 15_000,
	totalTimeout: 20_000,
	maxBytes: 5_000_000
};

export type GetOutcome = FetchOutcome | { kind: 'redirect'; location: URL | null; status: number };

export type HttpClient = {
	get(
		url: URL,
		options: { validators?: Validators | null; budget: number; maxBytes?: number }
	): Promise<GetOutcome>;
	close(): Promise<void>;
};

export function httpClient(userAgent: string, limits: HttpLimits, allowLoopback: boolean): HttpClient {
	const agent = new Agent({
		connect: { timeout: limits.connectTimeout, lookup: guardedLookup(allowLoopback) },
		// The timers below are exact; undici's own count in whole seconds.
		headersTimeout: limits.totalTimeout + 5_000,
		bodyTimeout: limits.totalTimeout + 5_000,
		keepAliveTimeout: 1_000,
		maxHeaderSize: 64 * 1024,
		connections: 1
	});

	return {
		async get(url, { validators, budget, maxBytes = limits.maxBytes }) {
			const stop = new AbortController();
			const waits = [
				setTimeout(() => stop.abort(new Error('no answer')), Math.min(limits.headersTimeout, budget)),
				setTimeout(() => stop.abort(new Error('the answer did not end')), budget)
			];
			try {
				checkUrl(url, allowLoopback);
				const response = await request(url, {
					dispatcher: agent,
					signal: stop.signal,
					headers: requestHeaders(userAgent, validators)
				});
				clearTimeout(waits[0]);
				const headers = flatHeaders(response.headers);
				const early = answerWithoutBody(response.statusCode, headers, url);
				if (early) {
					response.body.on('error', () => {}).destroy();
					return early;
				}
				const declared = Number(headers['content-length'] ?? 0);
				if (declared > maxBytes) {
					response.body.on('error', () => {}).destroy();
					throw new BodyTooLarge(`${Math.round(declared / 1_000_000)} MB`);
				}
				const bytes = await readBody(response.body, headers['content-encoding'], maxBytes);
				return {
					kind: 'fetched',
					status: response.statusCode,
					bytes,
					headers,
					finalUrl: url.href,
					etag: headers['etag'] ?? null,
					lastModified: headers['last-modified'] ?? null
				};
			} catch (error) {
				return explain(error, url, stop.signal);
			} finally {
				waits.forEach(clearTimeout);
			}
		},
		close: () => agent.destroy()
	};
}

function requestHeaders(userAgent: string, validators?: Validators | null): Record<string, string> {
	return {
		'user-agent': userAgent,
		accept: 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5',
		'accept-encoding': ACCEPT_ENCODING,
		...(validators?.etag ? { 'if-none-match': validators.etag } : {}),
		...(validators?.lastModified ? { 'if-modified-since': validators.lastModified } : {})
	};
}

function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]]
		)
	);
}

function answerWithoutBody(status: number, headers: Record<string, string>, url: URL): GetOutcome | null {
	if (status === 304) return { kind: 'not_modified' };
	if (status >= 200 && status < 300) return null;
	if ([301, 302, 303, 307, 308].includes(status)) {
		const location = headers['location'];
		return {
			kind: 'redirect',
			status,
			location: location && URL.canParse(location, url.href) ? new URL(location, url) : null
		};
	}
	const [reason, words] = meaningOf(status);
	return failed(reason, `${url.host} answered ${status}: ${words}`, retryAfter(headers['retry-after']));
}

function meaningOf(status: number): [FailureReason, string] {
	if (status === 404) return ['not_found', 'there is nothing at this address'];
	if (status === 410) return ['gone', 'the feed has been removed for good'];
	if (status === 429) return ['rate_limited', 'we ask too often'];
	if (status === 408) return ['timeout', 'our request took too long'];
	if (status >= 500) return ['server_error', 'the server has a fault of its own'];
	if (status >= 400) return ['forbidden', 'it does not let us read this address'];
	return ['network', 'an answer we do not understand'];
}

/** Seconds, from a number or a date; undefined where there is none that makes sense. */
function retryAfter(text: string | undefined): number | undefined {
	if (!text) return undefined;
	const seconds = /^\d{1,9}$/.test(text.trim()) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
	return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}

const UNREACHABLE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

function explain(error: unknown, url: URL, signal: AbortSignal): GetOutcome {
	const causes = causesOf(error);
	const refused = causes.find((cause) => cause instanceof RefusedAddress);
	if (refused) return failed('refused_address', `${url.host} is not fetched: ${refused.message}`);
	if (error instanceof BodyTooLarge)
		return failed('too_large', `${url.host} sent too much: ${error.message}`);
	if (signal.aborted) {
		return failed('timeout', `${url.host} took too long: ${(signal.reason as Error).message} in time`);
	}
	const codes = causes.map((cause) => (cause as NodeJS.ErrnoException).code ?? '');
	if (codes.some((code) => code.includes('TIMEOUT') || code === 'ETIMEDOUT')) {
		return failed('timeout', `${url.host} took too long to answer`);
	}
	if (codes.some((code) => UNREACHABLE.has(code))) {
		return failed('network', `${url.host} cannot be reached: ${codes.find(Boolean)}`);
	}
	return failed('network', `reading ${url.host} failed: ${(error as Error).message}`);
}

/** The error, its causes and the parts of an aggregate. */
function causesOf(error: unknown): Error[] {
	const found: Error[] = [];
	const queue: unknown[] = [error];
	while (queue.length > 0 && found.length < 20) {
		const next = queue.shift();
		if (!(next instanceof Error)) continue;
		found.push(next);
		queue.push(next.cause, ...(next instanceof AggregateError ? next.errors : []));
	}
	return found;
}
