/** Instants of the past, each written down when it was the present, and restored when it no longer is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encode } from '#lib/columns/codec.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import type { Instant } from '#lib/domain/event-time.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import type { Report, ReportRevision } from '#lib/domain/report.ts';
import { loadArchive, type Archive } from '#lib/server/archive.ts';
import { call, type Database } from '#lib/server/database.ts';
import { openPast, TooManyInstants } from '#lib/server/past.ts';
import * as reports from '#lib/server/reports.ts';
import { onEachLane, openLane, type Lane } from '../support/lanes.ts';
import { memberSql, reportSql, sourceSql } from '../support/world.ts';

const IDS = [1, 2, 3, 4, 5, 6];
const WORDS = ['shelled', 'bridge', 'corrected'];
const tick = () => new Promise((resolve) => setTimeout(resolve, 12));

/** What readers were shown at an instant. */
type Shown = {
	at: Instant;
	after: string;
	rows: ReportRow[];
	reports: Report[];
	histories: ReportRevision[][];
	found: number[][];
};

async function look(db: Database, after: string): Promise<Shown> {
	await tick();
	const at = new Date().toISOString();
	const rows: ReportRow[] = [];
	for await (const page of reports.allRows(db)) rows.push(...page);
	const shown = {
		...{ at, after, rows },
		reports: await reports.findMany(db, IDS),
		histories: await Promise.all(IDS.map((id) => reports.history(db, id))),
		found: await Promise.all(WORDS.map(async (words) => [...(await reports.search(db, words))]))
	};
	await tick();
	return shown;
}

/** The same, of the past. */
async function lookBack(db: Database, { at, after }: Shown, archive: Archive): Promise<Shown> {
	const { columns } = await (await openPast(archive, db)).at(at);
	const rows = Array.from({ length: columns.size }, (_, row) => columns.rowAt(row));
	return {
		...{ at, after, rows },
		reports: await reports.findMany(db, IDS, at),
		histories: await Promise.all(IDS.map((id) => reports.history(db, id, at))),
		found: await Promise.all(WORDS.map(async (words) => [...(await reports.search(db, words, at))]))
	};
}

/** Without the reports that are no longer public: those are taken out of the past, too. */
function without(shown: Shown, hidden: ReadonlySet<number>): Shown {
	return {
		...shown,
		rows: shown.rows.filter(({ id }) => !hidden.has(id)).map(asKept),
		reports: shown.reports.filter(({ id }) => !hidden.has(id)),
		histories: shown.histories.map((history, n) => (hidden.has(IDS[n]!) ? [] : history)),
		found: shown.found.map((ids) => ids.filter((id) => !hidden.has(id)))
	};
}

/** A row as columns give it back: points and minutes on their grid. */
function asKept(row: ReportRow): ReportRow {
	const columns = new ReportColumns();
	columns.upsert(row);
	return columns.rowAt(0);
}

const citationSql = (report: number, source: string) =>
	`insert into public.citations (report_id, source, url, origin) values (${report}, '${source}', 'https://example.org/${source}', 'source:${source}');`;
/** For what no function of ours writes; the embedded database would have to be opened anew to write as its owner. */
const AS_OWNER = `
	create function public.as_owner(statement text) returns void language plpgsql security definer set search_path = ''
	as $$ begin execute statement; end $$;
	revoke execute on function public.as_owner(text) from public, anon, authenticated;
	grant execute on function public.as_owner(text) to service_role;`;
const revise = (db: Database, report_id: number, patch: Record<string, unknown>) =>
	call(db, 'revise_report', { report_id, patch, reason: 'a test' });
const grade = (db: Database, source: string, reliability: string) =>
	call(db, 'grade_source', { source, reliability, reason: `now ${reliability}` });
const postOf = (text: string) => ({
	source: 'one',
	page: {
		url: 'https://example.org/one',
		fetched_at: '2023-11-01T11:00:00Z',
		sha256: 'a'.repeat(64),
		...{ connector: 'feed', bytes: '' }
	},
	posts: [{ external_id: 'p', url: 'https://example.org/one/p', text, lang: 'en' }]
});

onEachLane((name) => {
	let lane: Lane;
	const seen: Shown[] = [];
	/** Not public at the end. */
	const hidden = new Set([4]);
	let before: Instant;
	let archive: Archive;

	beforeAll(async () => {
		lane = await openLane(name);
		before = new Date().toISOString();
		await lane.owner([sourceSql('one', 'C'), sourceSql('two', 'E'), AS_OWNER].join('\n'));
		const step = async (what: string, act: (db: Database) => Promise<unknown>) => {
			await act(lane.backend.service);
			seen.push(await look(lane.backend.anonymous, what));
		};
		const sql = (statement: string) => (db: Database) => call(db, 'as_owner', { statement });
		await step('one report is entered', sql(reportSql(1, 'unreviewed') + citationSql(1, 'one')));
		await step('another waits for review, unseen', sql(reportSql(2, 'submitted') + citationSql(2, 'two')));
		await step('the first is graded', (db) =>
			revise(db, 1, { credibility: 2, credibility_reason: 'two films', state: 'published' })
		);
		await step('its source gets a better letter', (db) => grade(db, 'one', 'B'));
		await step('its place and words are corrected', (db) =>
			revise(db, 1, {
				title: 'A bridge is shelled',
				point: [37.5, 48.5],
				place_name: 'Pokrovsk',
				geo_precision: 'exact',
				uncertainty_m: 10,
				sensitivity: ['graphic_violence'],
				fatalities: { low: 1, best: null, high: 4, claimed_by: 'the mayor' }
			})
		);
		await step('a second source confirms it', sql(citationSql(1, 'two')));
		await step('the waiting one is published', (db) => revise(db, 2, { state: 'published' }));
		await step('a third comes in', sql(reportSql(3, 'published') + citationSql(3, 'one')));
		await step('and a fourth', sql(reportSql(4, 'published')));
		await step('the second letter changes', (db) => grade(db, 'two', 'A'));
		await step(
			'a citation is withdrawn',
			sql(`delete from public.citations where report_id = 1 and source = 'two'`)
		);
		await step(
			'one is moved to another report',
			sql(`update public.citations set report_id = 4 where report_id = 2`)
		);
		await step('the first is retracted', (db) =>
			revise(db, 1, { state: 'retracted', state_reason: 'an old film', title: 'Corrected: no bridge' })
		);
		await step('the fourth is hidden', (db) => revise(db, 4, { state: 'in_review' }));
		await step('the third is hidden for a while', (db) => revise(db, 3, { state: 'needs_help' }));
		await step('and comes back', (db) => revise(db, 3, { state: 'published', event_type: 'battles' }));
		await step('a post is read', async (db) => {
			const [{ post_id }] = (await call(db, 'store_posts', postOf('They shelled the bridge'))) as [
				{ post_id: number }
			];
			await sql(
				reportSql(5, 'unreviewed') +
					`insert into public.citations (report_id, source, post_id, origin) values (5, 'one', ${post_id}, 'post:one/p');`
			)(db);
		});
		await step('its source edits it', (db) => call(db, 'store_posts', postOf('They shelled two bridges')));
		await step('and deletes it', (db) => call(db, 'mark_missing', { source: 'one', external_ids: ['p'] }));
		await step(
			'a source gets another name',
			sql(`update public.sources set name = 'Renamed' where slug = 'one'`)
		);
		archive = await loadArchive(lane.backend.anonymous, async () => false);
	}, 240_000);
	afterAll(() => lane?.close());

	test('each instant is restored as it was shown, but for what is hidden today', async () => {
		const db = lane.backend.anonymous;
		for (const shown of seen)
			expect(await lookBack(db, shown, archive), shown.after).toEqual(without(shown, hidden));
	});

	test('the instants differ, so that restoring the present for all of them would not do', () => {
		const texts = seen.map(({ rows, reports: found }) => JSON.stringify([rows, found]));
		expect(new Set(texts).size).toBe(texts.length - 1); // A submission is not shown.
	});

	test('before anything was entered there was nothing', async () => {
		const past = await openPast(archive, lane.backend.anonymous);
		expect((await past.at(before)).columns.size).toBe(0);
		expect((await past.at('1990-01-01T00:00:00Z')).columns.size).toBe(0);
		expect(past.begins).toBeNull();
		expect(await reports.find(lane.backend.anonymous, 1, before)).toBeNull();
	});

	test('what became of a report since is said, and nothing of one that is the same', async () => {
		const since = async (after: string) =>
			reports.changedSince(lane.backend.anonymous, IDS, seen.find((shown) => shown.after === after)!.at);
		expect(await since('the second letter changes')).toEqual({ 1: 'retracted', 2: 'changed', 3: 'changed' });
		expect(await since('a source gets another name')).toEqual({});
		expect(await since('the first is retracted')).toMatchObject({ 1: 'changed' });
	});

	test('the same instant gives the same bytes, whatever happens afterwards', async () => {
		const bytes = async () => {
			const fresh = await loadArchive(lane.backend.anonymous, async () => false);
			const past = await openPast(fresh, lane.backend.anonymous);
			return encode((await past.at(seen[8]!.at)).columns);
		};
		const once = await bytes();
		await revise(lane.backend.service, 2, { title: `Corrected again`, uncertainty_m: 77 });
		await grade(lane.backend.service, 'one', 'D');
		expect(await bytes()).toEqual(once);
	});

	test('what is taken back from the public leaves the archives that are kept', async () => {
		const past = await openPast(archive, lane.backend.anonymous);
		const { at } = seen[8]!;
		const longAgo = '2001-01-01T00:00:00Z';
		const { cursor } = await past.at(longAgo);
		expect((await past.at(at)).columns.has(2)).toBe(true);
		await revise(lane.backend.service, 2, { state: 'in_review' });
		await archive.catchUp();
		expect((await past.at(at)).columns.has(2)).toBe(false);
		// What was made of it, such as a picture, is known by the cursor.
		expect((await past.at(longAgo)).cursor).not.toBe(cursor);
		await revise(lane.backend.service, 2, { state: 'published' });
		await archive.catchUp();
		expect((await past.at(at)).columns.has(2)).toBe(true);
	});

	test('nobody reads the kept rows themselves', async () => {
		for (const table of ['past_rows', 'past_begins']) {
			const { error } = await lane.backend.service.schema('private').from(table).select('*');
			expect(error, table).not.toBeNull();
		}
	});

	test('a moderator is shown the same past as everyone', async () => {
		const person = await lane.signUp('moderator');
		await lane.owner(memberSql(person.id, 'moderator'));
		const db = lane.backend.as(person.token);
		const { at } = seen.find(({ after }) => after === 'and a fourth')!;
		expect((await reports.findMany(db, IDS, at)).map(({ id }) => id)).toEqual([1, 2, 3]);
	});

	test('a flood of instants is refused beyond a few, and those between two changes share one archive', async () => {
		const fresh = await loadArchive(lane.backend.anonymous, async () => false);
		const past = await openPast(fresh, lane.backend.anonymous);
		const settled = (n: number) => new Date(Date.UTC(2001, 0, 1) + n).toISOString();
		const shared = await Promise.all(Array.from({ length: 50 }, (_, n) => past.at(settled(n))));
		expect(new Set(shared.map(({ columns }) => columns)).size).toBe(1);

		const asked = await Promise.allSettled(seen.map(({ at }) => past.at(at)));
		const refused = asked.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
		expect(refused.length).toBeGreaterThan(0);
		expect(refused.length).toBeLessThan(asked.length);
		for (const { reason } of refused) expect(reason).toBeInstanceOf(TooManyInstants);
		expect((await past.at(seen[3]!.at)).columns.size).toBe(1);
	});

	test('whatever happens in whatever order, each instant is restored as it was shown', async () => {
		const random = randomOf(7);
		const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
		const { anonymous, service } = lane.backend;
		const sql = (statement: string) => call(service, 'as_owner', { statement });
		const ids = [11, 12, 13];
		for (const id of ids) await sql(reportSql(id, 'submitted') + citationSql(id, 'one'));
		const acts: (() => Promise<unknown>)[] = [
			() => revise(service, pick(ids), { state: pick(['unreviewed', 'published', 'in_review']) }),
			() => revise(service, pick(ids), { state: 'retracted', state_reason: `again ${random()}` }),
			() => revise(service, pick(ids), { credibility: pick([1, 2, 3, 4, 5]) }),
			() =>
				revise(service, pick(ids), {
					title: `A title ${random()}`,
					uncertainty_m: 1 + Math.floor(random() * 999)
				}),
			() => grade(service, pick(['one', 'two']), pick(['A', 'B', 'C', 'D', 'E', 'F'])),
			() => sql(citationSql(pick(ids), pick(['one', 'two']))),
			() =>
				sql(
					`delete from public.citations where id = (select max(id) from public.citations where report_id = ${pick(ids)})`
				),
			() =>
				sql(
					`update public.citations set report_id = ${pick(ids)} where id = (select min(id) from public.citations where report_id = ${pick(ids)})`
				)
		];
		const steps: { at: Instant; reports: Report[] }[] = [];
		for (let n = 0; n < 60; n++) {
			await pick(acts)().catch((problem: Error) => expect(problem.message).toContain('nothing would change'));
			await tick();
			steps.push({ at: new Date().toISOString(), reports: await reports.findMany(anonymous, ids) });
			await tick();
		}
		const shownToday = new Set((await reports.findMany(anonymous, ids)).map(({ id }) => id));
		expect(shownToday.size).toBeGreaterThan(0);
		for (const [n, { at, reports: then }] of steps.entries()) {
			const expected = then.filter(({ id }) => shownToday.has(id));
			expect(await reports.findMany(anonymous, ids, at), `step ${n}`).toEqual(expected);
			const rows = new Map<number, ReportRow | null>();
			for await (const page of reports.otherRows(anonymous, at))
				for (const [id, row] of page) rows.set(id, row);
			for (const id of ids.filter((id) => rows.has(id))) {
				const report = expected.find((one) => one.id === id);
				expect(rows.get(id)?.reliability, `step ${n}`).toBe(report?.reliability);
				expect(rows.get(id)?.state, `step ${n}`).toBe(report?.state);
			}
		}
	});
});

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
