import { error, fail, redirect } from '@sveltejs/kit';
import { readEmail } from '#lib/domain/email.ts';
import { ownPath } from '#lib/domain/own-path.ts';
import { passwordProblem } from '#lib/domain/password.ts';
import { m } from '#lib/i18n/messages.js';
import * as accounts from '#lib/server/accounts.ts';
import { minutesToWait } from '#lib/server/too-many.ts';
import { pageAddress } from '#lib/ui/address.ts';
import { choicesOf } from '#lib/ui/choices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => {
	const next = ownPath(url.searchParams.get('next'));
	if (locals.person && next) redirect(303, next);
	return { next, signedInAs: locals.person?.email ?? null, sendsLetters: locals.mail !== null };
};

type Problem =
	'email' | 'password' | 'password_short' | 'password_long' | 'password_weak' | 'wrong' | 'too_often';
type Form = { did: 'enter' | 'join' | 'letter'; email: string; problem: Problem | null; minutes: number };

const answer = (did: Form['did'], email: string, problem: Problem | null, minutes = 0): Form => ({
	...{ did, email, problem, minutes }
});

export const actions: Actions = {
	async enter(event) {
		const { request, locals, url } = event;
		const form = await request.formData();
		const typed = String(form.get('email') ?? '');
		const password = String(form.get('password') ?? '');
		const email = readEmail(typed);
		if (!email) return fail(422, answer('enter', typed, 'email'));
		if (password === '') return fail(422, answer('enter', typed, 'password'));
		const { slowDown } = locals;
		const wait = minutesToWait(
			event,
			slowDown.place('sign_in', event.getClientAddress()),
			slowDown.account(email)
		);
		if (wait) return fail(429, answer('enter', typed, 'too_often', wait));
		const person = await accounts.signIn(locals.auth(), email, password);
		if (!person) return fail(422, answer('enter', typed, 'wrong'));
		await locals.noteSignIn(person, false);
		redirect(303, ownPath(String(form.get('next') ?? '')) ?? pageAddress('/me', choicesOf(url)));
	},

	async join(event) {
		const { request, locals } = event;
		const form = await request.formData();
		const typed = String(form.get('email') ?? '');
		const password = String(form.get('password') ?? '');
		const email = readEmail(typed);
		if (!email) return fail(422, answer('join', typed, 'email'));
		const problem = passwordProblem(password);
		if (problem) return fail(422, answer('join', typed, problem));
		const { mail, slowDown, lang } = locals;
		const verdicts = [slowDown.place('sign_up', event.getClientAddress())];
		if (mail) verdicts.push(slowDown.mailbox(email));
		const wait = minutesToWait(event, ...verdicts);
		if (wait) return fail(429, answer('join', typed, 'too_often', wait));
		if (mail) {
			mail.join({ email, password, lang, next: ownPath(String(form.get('next') ?? '')) });
			return answer('join', email, null);
		}
		if (!(await accounts.signUp(locals.authApart(), email, password))) {
			return fail(422, answer('join', typed, 'password_weak'));
		}
		return answer('join', email, null);
	},

	/** A link to sign in with, or to choose a new password. Whether there is such an account, its mailbox knows. */
	async letter(event) {
		const { request, locals } = event;
		const form = await request.formData();
		const typed = String(form.get('email') ?? '');
		const email = readEmail(typed);
		const { mail, slowDown, lang } = locals;
		if (!mail) error(404, m.account_no_letters());
		if (!email) return fail(422, answer('letter', typed, 'email'));
		const wait = minutesToWait(
			event,
			slowDown.place('mail', event.getClientAddress()),
			slowDown.mailbox(email)
		);
		if (wait) return fail(429, answer('letter', typed, 'too_often', wait));
		const asked = { email, lang, next: ownPath(String(form.get('next') ?? '')) };
		if (form.get('for') === 'password') mail.newPassword(asked);
		else mail.signInLink(asked);
		return answer('letter', email, null);
	},

	async leave({ locals, url }) {
		await locals.auth().signOut({ scope: 'local' });
		redirect(303, pageAddress('/', choicesOf(url)));
	}
};
