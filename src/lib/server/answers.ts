import { createHash } from 'node:crypto';
import type { ReportId } from '#lib/domain/report.ts';
import { answerable, parseView, type View } from '#lib/domain/view.ts';
import { unknownParameters } from '#lib/domain/view-parameters.ts';
import { badParameters } from '#lib/publish/problem.ts';
import type { Database } from './database.ts';
import { isSettled, type Past } from './past.ts';
import * as sources from './sources.ts';

/** Anyone may read the API from any page. */
export const OPEN = { 'access-control-allow-origin': '*' };

export const json = (body: unknown, headers: Record<string, string> = {}, status = 200): Response =>
	Response.json(body, { status, headers: { ...OPEN, ...headers } });

/** The view an API address asks for, or the 400 that says what is wrong with it. */
export function viewOr400(
	url: URL,
	{ past: { begins } }: { past: Past }
): { view: View } | { refusal: Response } {
	const { view, problems } = answerable(parseView(url.searchParams), { now: Date.now(), begins });
	return problems.length > 0 ? { refusal: badParameters(problems) } : { view };
}

/**
 * As above for programs, which nobody watches: parameters nobody knows, and sources the registry does not have, are
 * refused as well.
 * @param own what the address takes besides a view
 */
export async function strictViewOr400(
	url: URL,
	locals: { past: Past; db: Database },
	own: readonly string[] = []
): Promise<{ view: View } | { refusal: Response }> {
	const unknown = unknownParameters(url.searchParams, own);
	if (unknown.length > 0) return { refusal: badParameters(unknown) };
	const asked = viewOr400(url, locals);
	if ('refusal' in asked || !asked.view.sources) return asked;
	const slugs = new Set((await sources.names(locals.db)).map(({ slug }) => slug));
	const missing = asked.view.sources.filter((slug) => !slugs.has(slug));
	if (missing.length === 0) return asked;
	const allowed = 'slugs of the registry: see /api/v1/sources';
	return {
		refusal: badParameters(missing.map((value) => ({ parameter: 'source', value, allowed })))
	};
}

/**
 * Where no view is asked for: the 400 that names what nobody knows.
 * @param own what the address takes
 */
export function refuseParameters(url: URL, own: readonly string[] = []): Response | null {
	const known = [...own, 'lang'];
	const unknown = [...new Set(url.searchParams.keys())].filter((name) => !known.includes(name));
	if (unknown.length === 0) return null;
	const allowed = `no such parameter; there are ${known.join(', ')}`;
	return badParameters(
		unknown.map((parameter) => ({ parameter, value: url.searchParams.get(parameter) ?? '', allowed }))
	);
}

const MAX_IDS = 200;

/** `ids=1,2`: just those reports, in this order; null where they are not asked for. */
export function idsOr400(url: URL): { ids: ReportId[] | null } | { refusal: Response } {
	const text = url.searchParams.get('ids');
	if (text === null) return { ids: null };
	const ids = text.split(',');
	if (ids.length <= MAX_IDS && ids.every((id) => /^[1-9]\d{0,9}$/.test(id))) return { ids: ids.map(Number) };
	return {
		refusal: badParameters([{ parameter: 'ids', value: text, allowed: `up to ${MAX_IDS} report numbers` }])
	};
}

/** As above, for what only the present has: a stream of changes. */
export async function liveViewOr400(
	url: URL,
	locals: { past: Past; db: Database },
	own: readonly string[] = []
): Promise<{ view: View } | { refusal: Response }> {
	const asked = await strictViewOr400(url, locals, own);
	if ('refusal' in asked || asked.view.asOf === null) return asked;
	const allowed = 'nothing here: the past does not change';
	return { refusal: badParameters([{ parameter: 'asof', value: asked.view.asOf, allowed }]) };
}

/** Seconds. Not for ever: what is taken back from the public leaves the past as well. */
const FROZEN_AGE = 600;
export const FROZEN = {
	'cache-control': `public, max-age=${FROZEN_AGE}`,
	vary: 'accept-language'
};

/** The answer to a frozen view may be kept, and says where the present one is; any other goes out as it is. */
export async function frozen(
	{ url, request }: { url: URL; request: Request },
	{ asOf }: View,
	answer: Response
): Promise<Response> {
	if (asOf === null || !answer.ok) return answer;
	const bytes = await answer.arrayBuffer();
	const headers = new Headers(answer.headers);
	const present = new URL(url);
	present.searchParams.delete('asof');
	headers.append('link', `<${present.href}>; rel="latest-version"`);
	if (isSettled(asOf, Date.now()))
		for (const [name, value] of Object.entries(FROZEN)) headers.set(name, value);
	else headers.set('cache-control', 'no-cache');
	return unlessKnown(request, bytes, headers, { tag: tagOf(new Uint8Array(bytes)) });
}

/**
 * The answer, or that the reader has it already (RFC 9110, 13.2.2): a tag is believed before a time.
 * @param modified milliseconds since 1970
 */
export function unlessKnown(
	request: Request,
	body: BodyInit | null,
	headers: Headers,
	{ tag, modified }: { tag: string; modified?: number }
): Response {
	headers.set('etag', tag);
	if (modified !== undefined) headers.set('last-modified', new Date(modified).toUTCString());
	const since = Date.parse(request.headers.get('if-modified-since') ?? '');
	const isOld = modified !== undefined && Math.floor(modified / 1000) * 1000 <= since;
	const known = request.headers.has('if-none-match') ? isKnown(request, tag) : isOld;
	return known ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
}

/** What is wrong with one request is nobody else's answer. */
export function uncached(refusal: Response): Response {
	refusal.headers.set('cache-control', 'no-store');
	return refusal;
}

/** The reader has what the tag stands for, whatever was added to it when it was compressed. */
export const isKnown = (request: Request, tag: string): boolean =>
	Boolean(request.headers.get('if-none-match')?.includes(tag.slice(0, -1)));

/** Weak: what is sent may be compressed. */
export function tagOf(...parts: Uint8Array[]): string {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return `W/"${hash.digest('base64url').slice(0, 22)}"`;
}

/**
 * A whole number from a query parameter.
 * @returns null and the 400 in words when it is not one, or lies outside
 */
export function numberOr400(
	url: URL,
	parameter: string,
	{ min, max, fallback }: { min: number; max: number; fallback: number }
): { value: number } | { refusal: Response } {
	const text = url.searchParams.get(parameter);
	if (text === null || text === '') return { value: fallback };
	const value = Number(text);
	if (/^\d{1,12}$/.test(text) && value >= min && value <= max) return { value };
	return {
		refusal: badParameters([{ parameter, value: text, allowed: `a whole number from ${min} to ${max}` }])
	};
}
