/** Signs people up and in as they would themselves: over the pages of the product. */
import type { BrowserContext } from 'playwright-core';
import type { Role } from '#lib/domain/permissions.ts';
import type { AppServer } from './app-server.ts';

export type Newcomer = { email: string; role?: Role };

export const passwordOf = (email: string): string => `the long password of ${email}`;

/** Sends a form as a page of the product would. Redirects are not followed. */
export const postForm = (
	{ url }: AppServer,
	path: string,
	fields: Record<string, string>,
	headers: Record<string, string> = {}
): Promise<Response> =>
	fetch(url + path, {
		method: 'POST',
		headers: { origin: url, accept: 'text/html', ...headers },
		body: new URLSearchParams(fields),
		redirect: 'manual'
	});

/** The cookies an answer sets, as a request sends them back: `a=1; b=2`. */
export const cookiesOf = (response: Response): string =>
	response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0]!)
		.join('; ');

/**
 * Makes an account, gives it the role, signs in.
 * @returns what a request sends as its `cookie` header
 */
export async function signIn(app: AppServer, { email, role = 'viewer' }: Newcomer): Promise<string> {
	const credentials = { email, password: passwordOf(email) };
	const joined = await postForm(app, '/sign-in?/join', credentials);
	if (!joined.ok) throw new Error(`${email} could not sign up: ${joined.status}`);
	if (role !== 'viewer') {
		const granted = await app.command('fronts', ['grant', role, email]);
		if (granted.code !== 0) throw new Error(`${email} was not made ${role}: ${granted.err}`);
	}
	const entered = await postForm(app, '/sign-in?/enter', credentials);
	if (entered.status !== 303) throw new Error(`${email} could not sign in: ${entered.status}`);
	return cookiesOf(entered);
}

/** The same, for all pages of a browser's context. */
export async function signInBrowser(app: AppServer, context: BrowserContext, who: Newcomer): Promise<void> {
	const cookies = await signIn(app, who);
	await context.addCookies(
		cookies.split('; ').map((cookie) => {
			const at = cookie.indexOf('=');
			return {
				name: cookie.slice(0, at),
				value: cookie.slice(at + 1),
				url: app.url,
				httpOnly: true,
				sameSite: 'Lax' as const
			};
		})
	);
}
