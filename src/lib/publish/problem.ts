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

/** What an address with parameters nobody knows is answered with. */
export const badParameters = (problems: readonly Problem[]): Response =>
	problemDetails(
		400,
		'A parameter has a value that is not allowed',
		problems.map((p) => `${p.parameter}=${p.value}: allowed is ${p.allowed}`).join('; '),
		problems
	);
