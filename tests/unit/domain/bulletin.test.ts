import { expect, test } from 'vitest';
import {
	composeBulletin,
	LISTED,
	listedIn,
	type BulletinMaterial,
	type Correction
} from '#lib/domain/bulletin.ts';
import { parseBulletinDate } from '#lib/domain/bulletin-period.ts';
import type { Report } from '#lib/domain/report.ts';
import { aReport } from '../publish/a-report.ts';

const compose = (reports: Report[], more: Partial<BulletinMaterial> = {}) =>
	composeBulletin({
		theatre: 'gaza',
		period: parseBulletinDate('2023-10-31')!,
		knownAt: '2023-11-01T06:00:00Z',
		edition: null,
		reports,
		revisions: [],
		accounts: new Map(),
		since: {},
		districtOf: ({ place_id }) => place_id,
		...more
	});
const revision = (facts: Partial<Correction>): Correction => ({
	...{ id: 12, title: 'A strike', revision: 2, changed_at: '2023-10-31T10:00:00Z' },
	...{ changed_by_role: 'moderator', reason: 'a test', changes: {} },
	...facts
});

test('reports stand by kind, the most frequent first, then by district, in the order of time', () => {
	const { groups, total } = compose([
		aReport({ id: 1, event_type: 'battles', place_id: 'north' }),
		aReport({ id: 2, event_type: 'shelling', place_id: 'south', occurred_at: '2023-10-31T18:00:00Z' }),
		aReport({ id: 3, event_type: 'shelling', place_id: null }),
		aReport({ id: 4, event_type: 'shelling', place_id: null }),
		aReport({ id: 5, event_type: 'shelling', place_id: 'south', occurred_at: '2023-10-31T03:00:00Z' })
	]);
	expect(total).toBe(5);
	expect(
		groups.map(({ type, count, districts }) => [
			type,
			count,
			districts.map(({ district, reports }) => [district, reports.map(({ id }) => id)])
		])
	).toEqual([
		[
			'shelling',
			4,
			[
				['south', [5, 2]],
				[null, [3, 4]]
			]
		],
		['battles', 1, [['north', [1]]]]
	]);
});

test('what is dated to a longer time than the bulletin’s is not told as if it was of that day', () => {
	const month = aReport({ id: 1, time_precision: 'month' });
	const week = aReport({ id: 2, time_precision: 'week' });
	const daily = compose([month, week, aReport({ id: 3 })]);
	expect(daily.loose.map(({ id }) => id)).toEqual([1, 2]);
	const weekly = compose([month, week], { period: parseBulletinDate('2023-W44')! });
	expect([weekly.loose.map(({ id }) => id), weekly.groups[0]!.count]).toEqual([[1], 1]);
});

test('a withdrawn report is no event of the bulletin, and is told once', () => {
	const gone = aReport({ id: 7, state: 'retracted', state_reason: 'The film is of another year' });
	const bulletin = compose([gone, aReport({ id: 8 })]);
	expect([bulletin.total, bulletin.withdrawn.map(({ id }) => id)]).toEqual([1, [7]]);
	const told = compose([gone], {
		revisions: [revision({ id: 7, changes: { state: { from: 'published', to: 'retracted' } } })]
	});
	expect([told.withdrawn, told.corrections.length]).toEqual([[], 1]);
});

test('a review that only lets a report through is no correction', () => {
	const { corrections } = compose([], {
		revisions: [
			revision({ id: 1, changes: { state: { from: 'unreviewed', to: 'published' } } }),
			revision({ id: 2, changes: { origins: { from: 1, to: 2 } } }),
			revision({ id: 3, changes: { title: { from: 'A', to: 'B' } } })
		]
	});
	expect(corrections.map(({ id }) => id)).toEqual([3]);
});

test('what is too much to list is counted; what a person looked at and what cannot be judged goes before doubts', () => {
	const doubted = Array.from({ length: LISTED }, (_, n) => aReport({ id: 100 + n, credibility: 5 }));
	const reports = [
		...doubted,
		aReport({ id: 1, state: 'unreviewed', credibility: 2 }),
		aReport({ id: 2, credibility: 6 }),
		aReport({ id: 3, credibility: 1 })
	];
	const bulletin = compose(reports);
	expect([bulletin.total, bulletin.unlisted, bulletin.unreviewed]).toEqual([LISTED + 3, 3, 1]);
	const listed = new Set(listedIn(bulletin).map(({ id }) => id));
	expect([1, 2, 3].map((id) => listed.has(id))).toEqual([false, true, true]);
	const counted = compose(reports, { counts: { total: 5_000, unreviewed: 4_000 } });
	expect([counted.total, counted.unreviewed, counted.unlisted]).toEqual([5_000, 4_000, 4_700]);
});

test('what a moderator left out is not listed, but still counted', () => {
	const edits = { lead: '', lang: 'en', left_out: [{ id: 1, reason: 'twice' }], notes: [] };
	const edition = {
		...{ theatre: 'gaza' as const, date: '2023-10-31', revision: 2, as_of: '2023-11-01T06:00:00Z' },
		...{ published_at: '2023-11-01T07:00:00Z', signed_by_role: 'moderator', reason: 'a test', edits }
	};
	const bulletin = compose([aReport({ id: 1 }), aReport({ id: 2 })], { edition });
	expect([bulletin.total, bulletin.unlisted, listedIn(bulletin).map(({ id }) => id)]).toEqual([2, 0, [2]]);
});

test('an empty time is an empty bulletin', () => {
	const bulletin = compose([]);
	expect([bulletin.total, bulletin.groups, bulletin.isDemo, bulletin.warnings]).toEqual([0, [], false, []]);
});
