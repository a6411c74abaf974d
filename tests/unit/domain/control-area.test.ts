import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
	ageInDays,
	ControlEntrySchema,
	shownOn,
	snapshotBefore,
	snapshotsOn,
	type ControlSnapshot
} from '#lib/domain/control-area.ts';
import { DAY, dayOf } from '#lib/domain/event-time.ts';
import { RELIABILITIES } from '#lib/domain/grade.ts';
import { THEATRES } from '#lib/domain/theatre.ts';

const anyDay = fc.integer({ min: 0, max: 60 }).map((n) => dayOf(Date.UTC(2023, 9, 1) + n * DAY));
const anySnapshot = fc.record({
	id: fc.nat(),
	theatre: fc.constantFrom(...THEATRES),
	source: fc.constantFrom('alpha', 'beta', 'gamma'),
	source_name: fc.constant('A source'),
	reliability: fc.constantFrom(...RELIABILITIES),
	on: anyDay,
	uncertainty_m: fc.constant(5_000),
	citation: fc.constant('a map'),
	url: fc.constant(null),
	note: fc.constant(null),
	rights: fc.constant('CC0'),
	published_at: fc.constant('2023-12-01T00:00:00Z'),
	areas: fc.constant([])
});
const anySnapshots = fc.uniqueArray(anySnapshot, {
	selector: ({ theatre, source, on }) => `${theatre} ${source} ${on}`,
	maxLength: 40
});

test('any day has exactly one snapshot of each source that drew before it: the newest not after it', () => {
	fc.assert(
		fc.property(anySnapshots, fc.constantFrom(...THEATRES), anyDay, (snapshots, theatre, day) => {
			const found = snapshotsOn(snapshots, theatre, day);
			const drawn = snapshots.filter((one) => one.theatre === theatre && one.on <= day);
			expect(new Set(found.map(({ source }) => source))).toEqual(new Set(drawn.map(({ source }) => source)));
			expect(found.length).toBe(new Set(found.map(({ source }) => source)).size);
			for (const { source, on } of found) {
				const days = drawn.filter((one) => one.source === source).map((one) => one.on);
				expect(on).toBe(days.sort().at(-1));
			}
			expect(shownOn(snapshots, theatre, day)).toBe(found[0] ?? null);
		})
	);
});

test('of two drawings of one day the better letter is shown, whatever their order', () => {
	const one = (source: string, reliability: ControlSnapshot['reliability']): ControlSnapshot => ({
		...fc.sample(anySnapshot, 1)[0]!,
		theatre: 'gaza',
		source,
		reliability,
		on: '2023-11-01'
	});
	const [good, poor] = [one('alpha', 'B'), one('beta', 'D')];
	expect(shownOn([poor, good], 'gaza', '2023-11-02')).toBe(good);
	expect(shownOn([good, poor], 'gaza', '2023-11-02')).toBe(good);
});

test('the snapshot before is of the same source and front, and the nearest', () => {
	fc.assert(
		fc.property(anySnapshots, (snapshots) => {
			for (const snapshot of snapshots) {
				const before = snapshotBefore(snapshots, snapshot);
				const earlier = snapshots.filter(
					({ theatre, source, on }) =>
						theatre === snapshot.theatre && source === snapshot.source && on < snapshot.on
				);
				expect(before?.on).toBe(
					earlier
						.map(({ on }) => on)
						.sort()
						.at(-1)
				);
			}
		})
	);
	expect(ageInDays({ on: '2023-11-01' }, '2023-11-30')).toBe(29);
});

const square = (lon: number, lat: number) => ({
	type: 'Polygon',
	coordinates: [
		[
			[lon, lat],
			[lon + 1, lat],
			[lon + 1, lat + 1],
			[lon, lat]
		]
	]
});
const drawing = (geometry: object, changed: object = {}) => ({
	theatre: 'ukraine',
	source: 'rybar',
	on: '2023-11-30',
	uncertainty_m: 5_000,
	citation: 'a map',
	note: null,
	rights: 'CC0',
	areas: [{ side: 'russia', status: 'held', geometry }],
	...changed
});
const faultsOf = (entry: unknown) =>
	(v.safeParse(ControlEntrySchema, entry).issues ?? []).map(
		(issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`
	);

test('what a file gets wrong is said with its place', () => {
	expect(faultsOf(drawing(square(37, 48)))).toEqual([]);
	for (const [entry, fault] of [
		[drawing(square(22.5, 34.1)), /areas\[0\]: .*lies outside the front "ukraine"/],
		[drawing(square(48, 37)), /areas\[0\]: longitude and latitude are swapped/],
		[drawing(square(34.4, 31.4)), /outside the front/],
		[drawing(square(179.5, 48)), /areas\.0\.geometry\.coordinates/],
		[drawing({ type: 'Point', coordinates: [37, 48] }), /areas\.0\.geometry\.type/],
		[drawing({ type: 'Polygon', coordinates: [[[37, 48]]] }), /a ring has at least four points/],
		[drawing(square(37, 48), { areas: [] }), /at least one area/],
		[drawing(square(37, 48), { on: '2023-02-30T' }), /^on /],
		[drawing(square(37, 48), { theatre: 'mars' }), /^theatre /],
		[drawing(square(37, 48), { rights: '' }), /^rights /],
		[drawing(square(37, 48), { color: 'red' }), /color/]
	] as const)
		expect(faultsOf(entry).join('\n'), JSON.stringify(entry).slice(0, 200)).toMatch(fault);
});
