import { error, fail, redirect } from '@sveltejs/kit';
import { passwordProblem } from '#lib/domain/password.ts';
import { m } from '#lib/i18n/messages.js';
import * as accounts from '#lib/server/accounts.ts';
import * as own from '#lib/server/own.ts';
import { signedIn } from '#lib/server/signed-in.ts';
import { minutesToWait } from '#lib/server/too-many.ts';
import { pageAddress } from '#lib/ui/address.ts';
import { choicesOf } from '#lib/ui/choices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { email } = signedIn(locals, url);
	return { email, account: await own.account(locals.db), sendsLetters: locals.mail !== null };
};

type Did = 'password' | 'letters' | 'confirm' | 'feed' | 'forget';
type Problem = 'password_short' | 'password_long' | 'password_weak' | 'wrong' | 'too_often' | 'last_admin';
const done = (did: Did, problem: Problem | null = null, feed: string | null = null) => ({
	...{ did, problem, feed }
});

export const actions: Actions = {
	/** Who only has the session, on a phone left open, cannot lock its person out. */
	async password(event) {
		const { locals, request, url } = event;
		const { id, email } = signedIn(locals, url);
		const form = await request.formData();
		const chosen = String(form.get('chosen') ?? '');
		const problem = passwordProblem(chosen);
		if (problem) return fail(422, done('password', problem));
		if (minutesToWait(event, locals.slowDown.account(email))) return fail(429, done('password', 'too_often'));
		const old = String(form.get('old') ?? '');
		if (old === '' || !(await accounts.signIn(locals.authApart(), email, old)))
			return fail(422, done('password', 'wrong'));
		if (!(await accounts.changePassword(locals.auth(), chosen)))
			return fail(422, done('password', 'password_weak'));
		await locals.noteNewPassword(id);
		return done('password');
	},

	async letters({ locals, request, url }) {
		const { id } = signedIn(locals, url);
		await own.wantLetters(locals.db, (await request.formData()).get('wanted') === 'on');
		await locals.noteSignIn(id, false);
		return done('letters');
	},

	/** The link that signs in shows whose the address is as well. */
	async confirm(event) {
		const { locals, url } = event;
		const { email } = signedIn(locals, url);
		const { mail, slowDown, lang } = locals;
		if (!mail) error(404, m.account_no_letters());
		const wait = minutesToWait(
			event,
			slowDown.place('mail', event.getClientAddress()),
			slowDown.mailbox(email)
		);
		if (wait) return fail(429, done('confirm', 'too_often'));
		mail.signInLink({ email, lang, next: pageAddress('/me/settings', choicesOf(url)) });
		return done('confirm');
	},

	async open_feed({ locals, url }) {
		signedIn(locals, url);
		return done('feed', null, `${url.origin}/me/feed/${await own.openFeed(locals.db)}.atom`);
	},

	async close_feed({ locals, url }) {
		signedIn(locals, url);
		await own.closeFeed(locals.db);
		return done('feed');
	},

	async forget(event) {
		const { locals, request, url } = event;
		const { email } = signedIn(locals, url);
		const password = String((await request.formData()).get('password') ?? '');
		if (minutesToWait(event, locals.slowDown.account(email))) return fail(429, done('forget', 'too_often'));
		if (password === '' || !(await accounts.signIn(locals.authApart(), email, password)))
			return fail(422, done('forget', 'wrong'));
		try {
			await own.forget(locals.db);
		} catch (problem) {
			if (!String(problem).includes('last admin')) throw problem;
			return fail(409, done('forget', 'last_admin'));
		}
		await locals.auth().signOut({ scope: 'local' });
		redirect(303, pageAddress('/', choicesOf(url)));
	}
};
