/** Who asks: the session in the cookies of a request, and the database as that person. */
import { createHash } from 'node:crypto';
import type { Role } from '#lib/domain/permissions.ts';
import type { Backend, Database } from './database.ts';
import { account } from './own.ts';

export type Person = {
	id: string;
	email: string;
	role: Role;
	/** The password was printed by the server: nothing else is done before it is changed. */
	mustChangePassword: boolean;
};

export type Visitor = {
	/** As the person who asks, or as a reader nobody knows. */
	db: Database;
	/** Null: nobody is signed in, or the session has ended. */
	person: Person | null;
	/** Signs in and out. Its session is kept in cookies of the answer that no script can read. */
	auth: () => Database['auth'];
	/** A session that is kept nowhere: to sign up, or to try a password, without signing in. */
	authApart: () => Database['auth'];
};

/** Of a session that is kept nowhere, and of who brings none. */
export const noCookies = (): CookieJar => ({ getAll: () => [], set() {} });

export type Cookie = { name: string; value: string };
export type CookieJar = {
	getAll(): Cookie[];
	/** An empty value takes a cookie away. */
	set(name: string, value: string, maxAge: number): void;
};

/** Of the cookies a session is kept in; a long one is cut and numbered. */
export const SESSION_COOKIE = 'fronts-session';

/** A map asks dozens of things a minute: who asks is looked up once in a while. Milliseconds. */
const KNOWN_FOR = 10_000;
const MOST_KNOWN = 2_000;

/** Opens visitors of one backend, and remembers for some seconds whom a token belongs to. */
export function openVisitors(backend: Backend, now: () => number = Date.now) {
	const known = new Map<string, { person: Promise<Person | null>; until: number }>();

	function personOf(db: Database, accessToken: string): Promise<Person | null> {
		const key = createHash('sha256').update(accessToken).digest('base64');
		const remembered = known.get(key);
		if (remembered && remembered.until > now()) return remembered.person;
		known.delete(key);
		if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!);
		const person = lookUp(db, accessToken);
		// Once the password is changed, that holds at once.
		person.then(
			(found) => found?.mustChangePassword && known.delete(key),
			() => {}
		);
		known.set(key, { person, until: now() + KNOWN_FOR });
		// What failed for once is asked again.
		person.catch(() => known.delete(key));
		return person;
	}

	return async function visitor(jar: CookieJar): Promise<Visitor> {
		let client: Database | undefined;
		const ownClient = () => (client ??= backend.withCookies(jar));
		const doors = {
			auth: () => ownClient().auth,
			authApart: () => backend.withCookies(noCookies()).auth
		};
		const nobody: Visitor = { db: backend.anonymous, person: null, ...doors };
		if (!jar.getAll().some(({ name }) => name.startsWith(SESSION_COOKIE))) return nobody;
		// Renews a token that has run out, and takes away a session that cannot be renewed.
		const { data } = await ownClient().auth.getSession();
		if (!data.session) return nobody;
		const person = await personOf(ownClient(), data.session.access_token);
		return person ? { db: ownClient(), person, ...doors } : nobody;
	};
}

/** Whoever sends a token with a request, as programs do. Null where it is nobody's. */
export async function visitorOf(
	backend: Backend,
	accessToken: string
): Promise<{ db: Database; person: Person } | null> {
	const db = backend.as(accessToken);
	const person = await lookUp(db, accessToken);
	return person && { db, person };
}

/** Null where the token is nobody's: forged, or its person is gone. @throws Error when the database does not answer */
async function lookUp(db: Database, accessToken: string): Promise<Person | null> {
	const { data, error } = await db.auth.getUser(accessToken);
	if (error) {
		if (error.status !== undefined && error.status < 500) return null;
		throw error;
	}
	const { id, email = '' } = data.user;
	const { role, must_change_password } = await account(db);
	return { id, email, role, mustChangePassword: must_change_password };
}
