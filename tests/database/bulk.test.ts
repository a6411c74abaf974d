/** What exports and feeds read of the database at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REPORT_STATES, PUBLIC_STATES } from '#lib/domain/report.ts';
import { call } from '#lib/server/database.ts';
import { exportPage, exportRows } from '#lib/server/export-rows.ts';
import * as reports from '#lib/server/reports.ts';
import { onEachLane, openLane, type Lane } from '../support/lanes.ts';
import { memberSql, reportSql, sourceSql } from '../support/world.ts';

const IDS = REPORT_STATES.map((_, n) => n + 1);
const PUBLIC = IDS.filter((_, n) => (PUBLIC_STATES as readonly string[]).includes(REPORT_STATES[n]!));

onEachLane((name) => {
	let lane: Lane;
	beforeAll(async () => {
		lane = await openLane(name);
		const moderator = await lane.signUp('moderator');
		await lane.owner(`
			${memberSql(moderator.id, 'moderator')}
			${sourceSql('wire', 'B')}
			${sourceSql('rumour', 'F')}
			${REPORT_STATES.map((state, n) => reportSql(n + 1, state)).join('')}
			insert into public.citations (report_id, source, url, origin, published_at)
			select r.id, 'wire', 'https://example.org/' || r.id, 'wire', '2023-11-01T11:00:00Z' from public.reports r;
			insert into public.citations (report_id, source, publisher, origin)
			select r.id, 'rumour', 'Somebody', 'other' from public.reports r;
			select 1`);
		lane = Object.assign(lane, { moderator });
	});
	afterAll(() => lane?.close());

	const readers = () => {
		const { backend, moderator } = lane as Lane & { moderator: { token: string } };
		return { anonymous: backend.anonymous, moderator: backend.as(moderator.token), service: backend.service };
	};

	test('nobody is given a report that is not public, whoever they are', async () => {
		for (const [who, db] of Object.entries(readers())) {
			const rows = await exportPage(db, IDS, null);
			expect(
				rows.map(({ id }) => id),
				who
			).toEqual(PUBLIC);
			expect(JSON.stringify(rows), who).not.toMatch(/37\.7411|48\.1377/);
		}
	});

	test('nobody can write with it', async () => {
		await expect(
			call(lane.backend.anonymous, 'export_rows', { ids: ['1; drop table reports'] })
		).rejects.toThrow();
	});

	test('says of each report what its page says, in the order asked for', async () => {
		const db = lane.backend.anonymous;
		const backwards = PUBLIC.toReversed();
		const rows = await exportPage(db, backwards, null);
		const pages = await reports.findMany(db, backwards);
		expect(rows).toHaveLength(PUBLIC.length);
		for (const [n, { citations, ...facts }] of rows.entries()) {
			const { media: _media, proofs: _proofs, citations: cited, ...page } = pages[n]!;
			expect(facts).toEqual(page);
			expect(citations).toEqual(
				cited.map(({ text: _text, note: _note, reliability_reason: _reason, ...citation }) => citation)
			);
		}
		// The same, put together from what was known a moment ago.
		const now = new Date().toISOString();
		expect(await exportPage(db, backwards, now)).toEqual(rows);
	});

	test('nothing is left out between pages', async () => {
		const many = Uint32Array.from({ length: 4_500 }, (_, n) => PUBLIC[n % PUBLIC.length]!);
		let count = 0;
		let pages = 0;
		for await (const page of exportRows(lane.backend.anonymous, many, null)) {
			count += page.length;
			pages++;
		}
		expect(count).toBe(many.length);
		expect(pages).toBeGreaterThan(1);
	});

	test('tells when each public report changed last, each once, the latest last', async () => {
		const read = (as_of: string | null) =>
			call<[number, number][]>(lane.backend.anonymous, 'last_changes', { as_of, page: 100 });
		const before = new Date().toISOString();
		await new Promise((resolve) => setTimeout(resolve, 20));
		await call(lane.backend.service, 'revise_report', {
			...{ report_id: PUBLIC[0], reason: 'a test' },
			patch: { title: 'Corrected' }
		});
		const changes = await read(null);
		expect(changes.map(([id]) => id).sort()).toEqual(PUBLIC);
		expect(changes.at(-1)![0]).toBe(PUBLIC[0]);
		expect(changes.at(-1)![1]).toBeGreaterThan(Date.parse(before));
		expect((await read(before)).every(([, at]) => at <= Date.parse(before))).toBe(true);
	});
});
