import { fail, redirect } from '@sveltejs/kit';
import { ownPath } from '#lib/domain/own-path.ts';
import { passwordProblem } from '#lib/domain/password.ts';
import * as accounts from '#lib/server/accounts.ts';
import { LINK_TYPES, type LinkToken } from '#lib/server/mail/links.ts';
import { minutesToWait } from '#lib/server/too-many.ts';
import { pageAddress } from '#lib/ui/address.ts';
import { choicesOf } from '#lib/ui/choices.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** What the address in a letter says; null where it is none of ours. */
function linkOf(url: URL): LinkToken | null {
	const token = url.searchParams.get('token') ?? '';
	const type = LINK_TYPES.find((one) => one === url.searchParams.get('type'));
	return type && /^[\w-]{20,200}$/.test(token) ? { token, type } : null;
}

/** Nothing is used up by looking: mail programs look at every link before their reader does. */
export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return { type: linkOf(url)?.type ?? null };
};

type Problem = 'password_short' | 'password_long' | 'password_weak' | 'used' | 'too_often';

const refuse = (status: number, problem: Problem) => fail(status, { problem });

/** Signs in with the link. @returns the person's id, or what is wrong */
async function use(event: RequestEvent) {
	const { locals, url } = event;
	const wait = minutesToWait(event, locals.slowDown.place('sign_in', event.getClientAddress()));
	if (wait) return refuse(429, 'too_often');
	const link = linkOf(url);
	const person = link && (await accounts.signInByLink(locals.auth(), link));
	if (!person) return refuse(422, 'used');
	await locals.noteSignIn(person, true);
	return person;
}

const onward = (url: URL): string =>
	ownPath(url.searchParams.get('next')) ?? pageAddress('/me', choicesOf(url));

export const actions: Actions = {
	async enter(event) {
		const person = await use(event);
		if (typeof person !== 'string') return person;
		redirect(303, onward(event.url));
	},

	async password(event) {
		const { locals, request, url } = event;
		const chosen = String((await request.formData()).get('chosen') ?? '');
		const problem = passwordProblem(chosen);
		if (problem) return refuse(422, problem);
		const person = await use(event);
		if (typeof person !== 'string') return person;
		if (!(await accounts.changePassword(locals.auth(), chosen))) {
			// The link is used up, and nobody stays signed in who came for a password and has none.
			await locals.auth().signOut({ scope: 'local' });
			return refuse(422, 'password_weak');
		}
		await locals.noteNewPassword(person, true);
		redirect(303, onward(url));
	}
};
