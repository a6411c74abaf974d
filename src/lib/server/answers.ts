import { parseView, type View } from '#lib/domain/view.ts';
import { badParameters } from '#lib/publish/problem.ts';

/** Anyone may read the API from any page. */
export const OPEN = { 'access-control-allow-origin': '*' };

export const json = (body: unknown, headers: Record<string, string> = {}): Response =>
	Response.json(body, { headers: { ...OPEN, ...headers } });

/** The view an API address asks for, or the 400 that says what is wrong with it. */
export function viewOr400(url: URL): { view: View } | { refusal: Response } {
	const { view, problems } = parseView(url.searchParams);
	return problems.length > 0 ? { refusal: badParameters(problems) } : { view };
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
