import { ROLES } from '#lib/domain/permissions.ts';
import * as oversight from '#lib/server/oversight.ts';
import { attempt } from '../attempt.ts';
import { moderatorsOnly } from '../moderators-only.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	moderatorsOnly(event, 'admin');
	return { roles: ROLES, members: await oversight.members(event.locals.db) };
};

export const actions: Actions = {
	async grant(event) {
		moderatorsOnly(event, 'admin');
		const form = await event.request.formData();
		const [email, role, reason] = ['email', 'role', 'reason'].map((name) => String(form.get(name) ?? ''));
		return attempt('grant', () => oversight.grant(event.locals.db, email!, role!, reason!));
	}
};
