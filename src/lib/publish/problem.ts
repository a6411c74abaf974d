import type { Problem } from '#lib/domain/view.ts';

/** Errors of the API (RFC 9457). `errors` names each wrong parameter or field. */
export function problemDetails(
	status: number,
	title: string,
	detail: string,
	errors?: readonly object[]
): Response {
	const body = { type: 'about:blank', title, status, detail, ...(errors && { errors }) };
	return new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': 'application/problem+json', 'access-control-allow-origin': '*' }
	});
}

/** What a sent body is answered with that cannot be taken: each field with what is wrong with it. */
export const badFields = (problems: readonly { path: string; message: string }[]): Response =>
	problemDetails(
		422,
		'The report cannot be taken as it is',
		problems.map(({ path, message }) => `${path || 'the body'} ${message}`).join('; '),
		problems
	);

/** Whoever sends ten thousand wrong values gets told of the first ones. */
const MOST_TOLD = 20;
const LONGEST_TOLD = 100;
const shortened = (text: string): string =>
	text.length <= LONGEST_TOLD ? text : `${text.slice(0, LONGEST_TOLD).toWellFormed()}…`;

/** What an address with parameters nobody knows is answered with. */
export function badParameters(all: readonly Problem[]): Response {
	const problems = all.slice(0, MOST_TOLD).map(({ parameter, value, allowed }) => ({
		...{ parameter: shortened(parameter), value: shortened(value), allowed }
	}));
	return problemDetails(
		400,
		'A parameter is not allowed, or its value is not',
		problems.map((p) => `${p.parameter}=${p.value}: allowed is ${p.allowed}`).join('; '),
		problems
	);
}
