import { createHash } from 'node:crypto';
import { answerable, parseView, type View } from '#lib/domain/view.ts';
import { badParameters } from '#lib/publish/problem.ts';
import { isSettled, type Past } from './past.ts';

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

/** As above, for what only the present has: a stream of changes. */
export function liveViewOr400(url: URL, locals: { past: Past }): { view: View } | { refusal: Response } {
	const asked = viewOr400(url, locals);
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
	const tag = tagOf(new Uint8Array(bytes));
	headers.set('etag', tag);
	if (isSettled(asOf, Date.now()))
		for (const [name, value] of Object.entries(FROZEN)) headers.set(name, value);
	else headers.set('cache-control', 'no-cache');
	return isKnown(request, tag)
		? new Response(null, { status: 304, headers })
		: new Response(bytes, { headers });
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
export const tagOf = (bytes: Uint8Array): string =>
	`W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;

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
