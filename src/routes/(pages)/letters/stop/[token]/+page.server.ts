import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	if (!locals.mail) error(404, m.account_no_letters());
	setHeaders({ 'cache-control': 'no-store' });
};

export const actions: Actions = {
	/** Also what a mail program sends when its reader wants no more of them (RFC 8058): without cookies, any body. */
	async default({ params, locals }) {
		if (!(await locals.mail?.stop(params.token))) error(404, m.letter_stop_unknown());
		return { isDone: true };
	}
};
