/** Whose session the cookies of a request hold, and what is done with cookies nobody gave out. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openVisitors, SESSION_COOKIE, type Cookie, type CookieJar } from '#lib/server/visitor.ts';
import { onEachLane, openLane, type Lane } from '../support/lanes.ts';
import { memberSql } from '../support/world.ts';

/** The cookies of a browser. */
function browserJar(): CookieJar & { cookies: Map<string, string> } {
	const cookies = new Map<string, string>();
	return {
		cookies,
		getAll: () => [...cookies].map(([name, value]): Cookie => ({ name, value })),
		set: (name, value) => void (value === '' ? cookies.delete(name) : cookies.set(name, value))
	};
}

onEachLane((name) => {
	let lane: Lane;
	beforeAll(async () => void (lane = await openLane(name)));
	afterAll(() => lane?.close());

	const credentials = (person: string) => ({
		email: `${person}@people.example`,
		password: `the long password of ${person}`
	});

	test('without cookies nobody is signed in, and the anonymous door is used', async () => {
		const visitor = await openVisitors(lane.backend)(browserJar());
		expect(visitor.person).toBeNull();
		expect(visitor.db).toBe(lane.backend.anonymous);
	});

	test('who signs in is known in later requests, with the role, until signing out', async () => {
		const { id } = await lane.signUp('ada');
		await lane.owner(memberSql(id, 'moderator'));
		const visitors = openVisitors(lane.backend);
		const jar = browserJar();
		const { error } = await (await visitors(jar)).auth().signInWithPassword(credentials('ada'));
		expect(error).toBeNull();
		expect([...jar.cookies.keys()].every((cookie) => cookie.startsWith(SESSION_COOKIE))).toBe(true);

		const ada = await visitors(jar);
		expect(ada.person).toEqual({
			...{ id, email: 'ada@people.example', role: 'moderator' },
			mustChangePassword: false
		});
		const own = await ada.db.from('members').select('role');
		expect(own.data).toEqual([{ role: 'moderator' }]);

		await ada.auth().signOut();
		expect(jar.cookies.size).toBe(0);
		expect((await visitors(jar)).person).toBeNull();
	});

	test('two people at once are never taken for each other', async () => {
		const [eve, bob] = [await lane.signUp('eve'), await lane.signUp('bob')];
		const visitors = openVisitors(lane.backend);
		const [jarOfEve, jarOfBob] = [browserJar(), browserJar()];
		await Promise.all([
			(await visitors(jarOfEve)).auth().signInWithPassword(credentials('eve')),
			(await visitors(jarOfBob)).auth().signInWithPassword(credentials('bob'))
		]);
		const asked = await Promise.all(
			Array.from({ length: 40 }, (_, i) => visitors(i % 2 === 0 ? jarOfEve : jarOfBob))
		);
		expect(asked.map(({ person }) => person?.id)).toEqual(
			asked.map((_, i) => (i % 2 === 0 ? eve.id : bob.id))
		);
	});

	test('a token that was tampered with is nobody, and public data is still read', async () => {
		await lane.signUp('mia');
		const jar = browserJar();
		await (await openVisitors(lane.backend)(jar)).auth().signInWithPassword(credentials('mia'));
		const [cookie, value] = [...jar.cookies][0]!;
		const session = JSON.parse(Buffer.from(value.replace('base64-', ''), 'base64url').toString()) as {
			access_token: string;
		};
		session.access_token = session.access_token.replace(/.{6}$/, 'AAAAAA');
		jar.cookies.set(cookie, `base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`);
		const visitor = await openVisitors(lane.backend)(jar);
		expect(visitor.person).toBeNull();
		expect((await visitor.db.from('theatres').select('slug')).error).toBeNull();
	});

	test.each(['', 'nonsense', 'base64-', 'base64-e30', 'base64-%00', '{"access_token":1}', 'x'.repeat(9_000)])(
		'a cookie that holds %s is nobody',
		async (value) => {
			// The library says what is wrong with each.
			vi.spyOn(console, 'warn').mockImplementation(() => {});
			const jar = browserJar();
			jar.cookies.set(SESSION_COOKIE, value);
			const visitor = await openVisitors(lane.backend)(jar);
			expect(visitor.person).toBeNull();
			expect((await visitor.db.from('theatres').select('slug')).error).toBeNull();
		}
	);
});
