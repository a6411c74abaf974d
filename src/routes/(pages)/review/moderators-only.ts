import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { isAtLeast, type Role } from '#lib/domain/permissions.ts';
import { m } from '#lib/i18n/messages.js';
import type { Person } from '#lib/server/visitor.ts';
import { pageAddress } from '#lib/ui/address.ts';
import { choicesOf } from '#lib/ui/choices.ts';

/**
 * The person who asks, where it is a moderator; the database decides again. Nobody is led to sign in and comes back;
 * others are told. Actions do not run the layout: they ask for themselves.
 * @param least the role a page below asks for
 */
export function moderatorsOnly(
	{ locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
	least: Role = 'moderator'
): Person {
	if (!locals.person)
		redirect(303, pageAddress('/sign-in', choicesOf(url), { next: url.pathname + url.search }));
	if (!isAtLeast(locals.person.role, least)) error(403, m.review_not_yours());
	return locals.person;
}
