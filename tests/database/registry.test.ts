/** Who may change the registry, and what becomes of what is entered. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '#lib/server/database.ts';
import { readableSources } from '#lib/server/posts.ts';
import { save, type EditableSource } from '#lib/server/registry.ts';
import * as sources from '#lib/server/sources.ts';
import { onEachLane, openLane, type Lane } from '../support/lanes.ts';
import { memberSql, sourceSql } from '../support/world.ts';

const ENTRY: EditableSource = {
	slug: 'new-desk',
	name: 'New Desk',
	theatres: ['ukraine'],
	kind: 'account',
	platform: 'telegram',
	languages: ['uk'],
	url: 'https://t.me/NewDesk',
	feed_url: 'https://t.me/s/NewDesk',
	feed_kind: 'telegram_preview',
	mirrors: [],
	side: 'Not applicable',
	affiliation: null,
	description: 'A channel of this test.',
	content_warnings: [],
	origin_group: null,
	status: 'active'
};

onEachLane((name) => {
	let lane: Lane;
	const tokens: Record<string, string> = {};

	beforeAll(async () => {
		lane = await openLane(name);
		const people = [];
		for (const role of ['contributor', 'moderator', 'admin'] as const) {
			const person = await lane.signUp(role);
			tokens[role] = person.token;
			people.push(memberSql(person.id, role));
		}
		const graded = `insert into public.source_grades (source, reliability, reason, set_by_name)
			select slug, reliability, 'a test', 'a test' from public.sources;`;
		await lane.owner(people.join('') + sourceSql('known') + sourceSql('hidden') + graded);
	});
	afterAll(() => lane?.close());

	const as = (role: string) => lane.backend.as(tokens[role]!);
	const source = (slug: string) => sources.find(lane.backend.anonymous, slug);

	test('nobody, contributors and moderators cannot add a source, and nothing of it is left', async () => {
		await expect(save(lane.backend.anonymous, ENTRY, 'try')).rejects.toThrow('permission denied');
		for (const role of ['contributor', 'moderator']) {
			await expect(save(as(role), ENTRY, 'try')).rejects.toMatchObject({ refusal: 'not_allowed' });
		}
		expect(await source('new-desk')).toBeNull();
	});

	test('an admin cannot add one without a reason, nor set a letter with it, nor enter what no feed can be', async () => {
		const admin = as('admin');
		await expect(save(admin, ENTRY, ' ')).rejects.toMatchObject({ refusal: 'invalid' });
		const graded = { ...ENTRY, reliability: 'A' } as EditableSource;
		await expect(save(admin, graded, 'try')).rejects.toMatchObject({ refusal: 'invalid' });
		const odd = { ...ENTRY, feed_kind: 'carrier pigeon' } as unknown as EditableSource;
		await expect(save(admin, odd, 'try')).rejects.toMatchObject({ refusal: 'invalid' });
		await expect(save(admin, { ...ENTRY, feed_url: null }, 'try')).rejects.toMatchObject({
			refusal: 'invalid'
		});
		expect(await source('new-desk')).toBeNull();
	});

	test('an admin adds one: graded F, ready to be read, on the record', async () => {
		expect(await save(as('admin'), ENTRY, 'A reader named it')).toBe('added');
		expect(await source('new-desk')).toMatchObject({
			...ENTRY,
			reliability: 'F',
			is_addition: true,
			feed: { outcome: null }
		});
		const readable = await readableSources(lane.backend.service);
		expect(readable.find(({ slug }) => slug === 'new-desk')).toMatchObject({ memory: null });
		const [act] = await call<{ act: string; reason: string; details: object }[]>(as('admin'), 'audit_page', {
			person: null,
			act: 'add_source',
			report_id: null,
			before_id: null,
			rows: 10
		});
		expect(act).toMatchObject({ reason: 'A reader named it', details: { slug: 'new-desk' } });
	});

	test('an admin changes how one is read: the letter stays, the feed starts anew, the record says what changed', async () => {
		await call(lane.backend.service, 'record_feed_state', {
			source: 'known',
			state: {
				checked_at: '2026-01-01T00:00:00Z',
				outcome: 'gone',
				message: 'gone',
				validators: { a: { etag: '"1"', lastModified: null } },
				consecutive_failures: 4,
				posts_seen: 20,
				next_due_at: '2099-01-01T00:00:00Z',
				last_post_at: null
			}
		});
		const known = (await source('known'))!;
		const changed = { ...ENTRY, slug: 'known', name: known.name, feed_url: 'https://t.me/s/Moved' };
		expect(await save(as('admin'), changed, 'The channel moved')).toBe('changed');
		expect(await source('known')).toMatchObject({
			feed_url: 'https://t.me/s/Moved',
			reliability: known.reliability
		});
		const readable = await readableSources(lane.backend.service);
		expect(readable.find(({ slug }) => slug === 'known')!.memory).toMatchObject({
			next_due_at: null,
			consecutive_failures: 0,
			validators: {}
		});
		const [act] = await call<{ details: { changes: object } }[]>(as('admin'), 'audit_page', {
			person: null,
			act: 'change_source',
			report_id: null,
			before_id: null,
			rows: 10
		});
		expect(act!.details.changes).toMatchObject({ feed_url: { to: 'https://t.me/s/Moved' } });
		expect(act!.details.changes).not.toHaveProperty('name');
		await expect(save(as('admin'), changed, 'Again')).rejects.toMatchObject({ refusal: 'unchanged' });
	});

	test('a hidden source is not brought back by the way', async () => {
		await call(as('moderator'), 'hide_source', { source: 'hidden', reason: 'a test' });
		const entry = { ...ENTRY, slug: 'hidden', status: 'active' as const };
		await expect(save(as('admin'), entry, 'try')).rejects.toMatchObject({ refusal: 'invalid' });
	});

	test('a layer of a map server can be registered', async () => {
		const entry = {
			...ENTRY,
			slug: 'a-layer',
			platform: 'web' as const,
			feed_kind: 'arcgis' as const,
			feed_url: 'https://services.example.org/x/FeatureServer/0'
		};
		expect(await save(as('admin'), entry, 'An operator may')).toBe('added');
	});
});
