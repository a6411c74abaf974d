import { error, fail } from '@sveltejs/kit';
import { isAtLeast, type Role } from '#lib/domain/permissions.ts';
import { m } from '#lib/i18n/messages.js';
import { sentenceOf } from '#lib/server/oversight.ts';
import { signedIn } from '#lib/server/signed-in.ts';
import type { Person } from '#lib/server/visitor.ts';

/**
 * The person who asks, where the role allows it; the database decides again.
 * @throws Redirect to sign in, or a 403 in words
 */
export function overseer(
	{ locals, url }: { locals: App.Locals; url: URL },
	least: Role = 'moderator'
): Person {
	const person = signedIn(locals, url);
	if (!isAtLeast(person.role, least)) error(403, m.review_moderators_only());
	return person;
}

/** Does an act and says what became of it; a refusal of the database in its own words. */
export async function attempt(did: string, act: () => Promise<unknown>) {
	try {
		await act();
		return { did, refused: null };
	} catch (problem) {
		return fail(409, { did, refused: sentenceOf(problem) });
	}
}
