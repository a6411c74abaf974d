import { redirect } from '@sveltejs/kit';
import type { Person } from './visitor.ts';

/**
 * Who asks; a person who is not signed in is asked to, and comes back to where they were.
 * @throws Redirect to the page for signing in
 */
export function signedIn(locals: { person: Person | null }, url: URL): Person {
	if (locals.person) return locals.person;
	const asked = new URLSearchParams({ next: url.pathname + url.search });
	for (const name of ['lang', 'theme']) {
		const choice = url.searchParams.get(name);
		if (choice !== null) asked.set(name, choice);
	}
	redirect(303, `/sign-in?${asked}`);
}
