/** The change feed under simultaneous writers, and what readers of the live stream make of it. */
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadArchive, type Archive } from '#lib/server/archive.ts';
import { openHub, type LiveHub } from '#lib/server/live-hub.ts';
import * as reports from '#lib/server/reports.ts';
import { DEFAULT_VIEW, toFilter, type Filter } from '#lib/domain/view.ts';
import { toFacts } from '#lib/publish/public-change.ts';
import { onNative, openNativeLane, type NativeLane } from '../support/lanes.ts';
import { readStream } from '../support/event-stream.ts';
import { reportSql } from '../support/world.ts';

const WRITERS = 8;
const REPORTS = 40;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const EVERYTHING: Filter = {
	...toFilter(DEFAULT_VIEW, 0),
	theatres: null,
	from: null,
	to: Infinity,
	states: null
};

onNative('the change feed', () => {
	let lane: NativeLane;
	beforeAll(async () => {
		lane = await openNativeLane();
		await lane.owner(Array.from({ length: REPORTS }, (_, i) => reportSql(i + 1, 'published')).join('\n'));
	});
	afterAll(() => lane?.close());

	/** Sessions that correct reports in transactions of different length. @returns how many changes they made */
	async function write(perWriter: number, writers = WRITERS): Promise<number> {
		const sessions = Array.from({ length: writers }, () =>
			postgres(lane.url, { max: 1, onnotice: () => {} })
		);
		try {
			await Promise.all(
				sessions.map(async (sql, writer) => {
					for (let n = 0; n < perWriter; n++) {
						// Each writer has reports of its own, so that none waits for another's row and all overlap.
						const report = 1 + ((n * writers + writer) % REPORTS);
						await sql.begin(async (tx) => {
							await tx`set local role service_role`;
							await tx`select public.revise_report(${report}, ${tx.json({ summary: `${Date.now()} ${writer} ${n} ${Math.random()}` })}, 'a test')`;
							await tx`select pg_sleep(${((writer * 7 + n * 3) % 11) / 1000})`;
						});
					}
				})
			);
		} finally {
			await Promise.all(sessions.map((sql) => sql.end()));
		}
		return perWriter * writers;
	}

	/** Every change that was committed after a cursor's seq, from the table itself. */
	const committed = async (after: string) => {
		const [xid, seq] = after.split('-');
		const rows = await lane.owner(
			`select xid::text || '-' || seq as cursor from public.report_changes
			where (xid, seq) > ('${xid}'::xid8, ${seq}) order by xid, seq`
		);
		return rows.map(({ cursor }) => cursor as string);
	};

	test('a reader misses nothing and sees nothing twice, in order, while eight sessions write', async () => {
		const { anonymous } = lane.backend;
		const start = await reports.cursor(anonymous);
		const seen: string[] = [];
		let cursor = start;
		let writing = true;
		const read = async () => {
			for (;;) {
				const last = !writing;
				const page = await reports.changesAfter(anonymous, cursor, 7);
				seen.push(...page.changes.map((change) => change.cursor));
				cursor = page.cursor;
				if (last && !page.more) return;
				if (!page.more) await sleep(3);
			}
		};
		const reading = read();
		const written = await write(40);
		writing = false;
		await reading;
		expect(seen).toEqual(await committed(start));
		expect(seen).toHaveLength(written);
		expect(seen).toEqual([...seen].sort(reports.compareCursors));
	});

	test('a reader that stops in the middle of pages goes on from its cursor', async () => {
		const { anonymous } = lane.backend;
		const start = await reports.cursor(anonymous);
		const writing = write(20);
		const seen: string[] = [];
		let cursor = start;
		let finished = false;
		void writing.then(() => (finished = true));
		for (let reading = 0; ; reading++) {
			const last = finished;
			const page = await reports.changesAfter(anonymous, cursor, 11);
			// What was cut off before it was kept is asked for again.
			if (reading % 3 === 0 && !last) continue;
			seen.push(...page.changes.map((change) => change.cursor));
			cursor = page.cursor;
			if (last && !page.more) break;
		}
		await writing;
		expect(seen).toEqual(await committed(start));
	});

	test('a change in a transaction that is still running is not overtaken by a later one', async () => {
		const { anonymous } = lane.backend;
		const start = await reports.cursor(anonymous);
		const slow = postgres(lane.url, { max: 1, onnotice: () => {} });
		await slow.unsafe(`begin; update public.reports set summary = 'slow' where id = 1`).simple();
		await lane.owner(`update public.reports set summary = 'fast' where id = 2`);
		expect((await reports.changesAfter(anonymous, start)).changes).toEqual([]);
		await slow.unsafe('commit');
		await slow.end();
		expect((await reports.changesAfter(anonymous, start)).changes.map(({ id }) => id)).toEqual([1, 2]);
	});

	/** The archive and its hub over this database; `wakes` off: every signal is lost. */
	async function openLive(wakes: boolean): Promise<{ archive: Archive; hub: LiveHub; errors: Error[] }> {
		const { anonymous, onChange } = lane.backend;
		const archive = await loadArchive(anonymous, async () => false);
		const errors: Error[] = [];
		const hub = openHub({
			archive,
			db: anonymous,
			onChange: wakes ? onChange : () => () => {},
			onError: (error) => errors.push(error)
		});
		return { archive, hub, errors };
	}

	test('a reader of the stream that is dropped again and again ends with what the database holds', async () => {
		const { archive, hub, errors } = await openLive(true);
		const start = archive.cursor;
		const reader = readStream(hub, EVERYTHING, start);
		reader.connect();
		let writing = true;
		const dropping = (async () => {
			while (writing) {
				await sleep(120);
				await reader.drop();
				await sleep(40);
				reader.connect();
			}
		})();
		await write(60);
		writing = false;
		await dropping;
		await expect
			.poll(() => reader.ids.at(-1), { timeout: 5_000 })
			.toBe(await reports.cursor(lane.backend.anonymous));

		const changed = new Set(
			(await reports.changesAfter(lane.backend.anonymous, start, 1_000)).changes.map(({ id }) => id)
		);
		const rows = new Map<number, ReturnType<typeof toFacts>>();
		for await (const page of reports.allRows(lane.backend.anonymous))
			for (const row of page) rows.set(row.id, toFacts(row));
		expect(new Set(reader.known.keys())).toEqual(changed);
		for (const [id, report] of reader.known) expect(report).toEqual(rows.get(id));
		expect(reader.ids).toEqual([...reader.ids].sort(reports.compareCursors));
		expect(errors).toEqual([]);
		await reader.drop();
		expect(hub.readers).toBe(0);
		hub.close();
	});

	test('a report that leaves the view becomes null for its reader, and does not concern those who never had it', async () => {
		const { hub } = await openLive(true);
		const shelling = readStream(hub, { ...EVERYTHING, types: ['shelling'] }, null);
		const battles = readStream(hub, { ...EVERYTHING, types: ['battles'] }, null);
		const strikes = readStream(hub, { ...EVERYTHING, types: ['air_strikes'] }, null);
		for (const reader of [shelling, battles, strikes]) reader.connect();
		await lane.owner(`update public.reports set event_type = 'battles' where id = 5`);
		await expect.poll(() => battles.known.get(5)?.event_type, { timeout: 3_000 }).toBe('battles');
		expect(shelling.known.get(5)).toBeNull();
		expect(strikes.known.has(5)).toBe(false);

		await lane.owner(`update public.reports set state = 'needs_help' where id = 5`);
		await expect.poll(() => battles.known.get(5), { timeout: 3_000 }).toBeNull();
		for (const reader of [shelling, battles, strikes]) await reader.drop();
		hub.close();
	});

	test('when the signal is lost, the change is delivered within two seconds all the same', async () => {
		const { hub } = await openLive(false);
		const reader = readStream(hub, EVERYTHING, null);
		reader.connect();
		await lane.owner(`update public.reports set credibility = 2 where id = 7`);
		await expect.poll(() => reader.known.get(7)?.credibility, { timeout: 2_000, interval: 20 }).toBe(2);
		await reader.drop();
		hub.close();
	});
});
