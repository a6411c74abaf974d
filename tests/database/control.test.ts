/** Areas of control: who may draw them, that they come whole or not at all, and what changed between two days. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ControlEntry } from '#lib/domain/control-area.ts';
import * as control from '#lib/server/control.ts';
import { call, type Database } from '#lib/server/database.ts';
import { onEachLane, openLane, type Lane, type Person } from '../support/lanes.ts';
import { memberSql, sourceSql } from '../support/world.ts';

const box = (west: number, south: number, east: number, north: number) => ({
	type: 'Polygon' as const,
	coordinates: [
		[
			[west, south],
			[east, south],
			[east, north],
			[west, north],
			[west, south]
		] as [number, number][]
	]
});
const entry = (on: string, border: number, changed: object = {}): ControlEntry => ({
	theatre: 'ukraine',
	source: 'rybar',
	on,
	uncertainty_m: 5_000,
	citation: 'A map of the day',
	url: null,
	note: null,
	rights: 'CC0',
	areas: [
		{ side: 'ukraine', status: 'held', geometry: box(34, 48, border, 49) },
		{ side: 'russia', status: 'held', geometry: box(border, 48, 38, 49) }
	],
	...changed
});
const draw = (db: Database, drawn: object, publish = true) =>
	call<{ id: number; outcome: string }>(db, 'import_control', { entry: drawn, publish });

onEachLane((name) => {
	let lane: Lane;
	let viewer: Person;
	let moderator: Person;
	beforeAll(async () => {
		lane = await openLane(name);
		viewer = await lane.signUp('vera');
		moderator = await lane.signUp('mo');
		await lane.owner(`${sourceSql('rybar', 'C')} ${memberSql(moderator.id, 'moderator')}`);
	});
	afterAll(() => lane?.close());

	test('readers and people without a role draw, publish and withdraw nothing, and see no drafts', async () => {
		const { id } = await draw(lane.backend.as(moderator.token), entry('2023-01-01', 36), false);
		for (const db of [lane.backend.anonymous, lane.backend.as(viewer.token)]) {
			await expect(draw(db, entry('2023-01-02', 36))).rejects.toThrow();
			await expect(call(db, 'publish_control', { snapshot: id })).rejects.toThrow();
			await expect(call(db, 'withdraw_control', { snapshot: id, reason: 'no' })).rejects.toThrow();
			expect(await control.snapshots(db, null)).toEqual([]);
			expect((await control.features(db, id)).features).toEqual([]);
			const { error } = await db.from('control_areas').insert({ snapshot: id, position: 9 });
			expect(error).not.toBeNull();
		}
		expect((await control.features(lane.backend.as(moderator.token), id)).features).toHaveLength(3);
	});

	test('a snapshot has its areas on the ellipsoid and the front where the sides meet', async () => {
		const { service, anonymous } = lane.backend;
		const { id } = await draw(service, entry('2023-02-01', 36));
		const [snapshot] = await control.snapshots(anonymous, null);
		expect(snapshot).toMatchObject({ id, on: '2023-02-01', source: 'rybar', reliability: 'C' });
		// A degree of latitude by two of longitude at 48.5° N.
		const areas = snapshot!.areas.map(({ side, area_m2 }) => [side, Math.round(area_m2 / 1e8)]);
		expect(areas).toEqual([
			['ukraine', 164],
			['russia', 164]
		]);
		const { features } = await control.features(anonymous, id);
		const front = features.find(({ properties }) => properties.kind === 'front')!;
		expect(front.geometry).toMatchObject({ type: 'MultiLineString' });
		expect(JSON.stringify(front.geometry)).toContain('[36,48]');
	});

	test('the same again changes nothing; another drawing of the day takes its place and the old one stays in the past', async () => {
		const { service, anonymous } = lane.backend;
		const first = await draw(service, entry('2023-03-01', 36));
		expect(await draw(service, entry('2023-03-01', 36))).toEqual({ id: first.id, outcome: 'unchanged' });
		await new Promise((resolve) => setTimeout(resolve, 30));
		const between = new Date().toISOString();
		await new Promise((resolve) => setTimeout(resolve, 30));
		const second = await draw(service, entry('2023-03-01', 36.5));
		const ofDay = async (at: string | null) =>
			(await control.snapshots(anonymous, at)).filter(({ on }) => on === '2023-03-01').map(({ id }) => id);
		expect(await ofDay(null)).toEqual([second.id]);
		expect(await ofDay(between)).toEqual([first.id]);
		await call(service, 'withdraw_control', { snapshot: second.id, reason: 'Drawn by mistake' });
		expect(await ofDay(null)).toEqual([]);
	});

	test('what is wrong is said with its place, and nothing of it is kept', async () => {
		const { service, anonymous } = lane.backend;
		const before = await control.snapshots(anonymous, null);
		const good = entry('2023-04-01', 36);
		const flat = { ...good.areas[0]!, geometry: box(34, 48, 34, 49) };
		for (const [drawn, message] of [
			[{ ...good, areas: [] }, /areas: at least one/],
			[{ ...good, areas: [good.areas[0], flat] }, /areas\[1\]\.geometry: it encloses nothing/],
			[{ ...good, areas: [{ ...flat, geometry: { type: 'Blob' } }] }, /areas\[0\]\.geometry/],
			[{ ...good, areas: [{ ...good.areas[0], side: 'martians' }] }, /2023-04-01 by rybar/],
			[{ ...good, source: 'nobody' }, /"nobody" is not in the registry/],
			[{ ...good, citation: null }, /2023-04-01 by rybar/]
		] as const)
			await expect(draw(service, drawn), JSON.stringify(message.source)).rejects.toThrow(message);
		expect(await control.snapshots(anonymous, null)).toEqual(before);
	});

	test('a ring that crosses itself is mended, and counts what it encloses', async () => {
		const { service, anonymous } = lane.backend;
		const bow = {
			type: 'Polygon',
			coordinates: [
				[
					[35, 48],
					[36, 49],
					[36, 48],
					[35, 49],
					[35, 48]
				]
			]
		};
		const { id } = await draw(
			service,
			entry('2023-05-01', 36, { areas: [{ side: 'russia', status: 'held', geometry: bow }] })
		);
		const snapshot = (await control.snapshots(anonymous, null)).find((one) => one.id === id)!;
		expect(snapshot.areas[0]!.area_m2 / 1e8).toBeCloseTo(41, 0);
	});

	test('what changed between two days is what one side has now and the other had', async () => {
		const { service, anonymous } = lane.backend;
		const earlier = await draw(service, entry('2023-06-01', 36));
		const later = await draw(service, entry('2023-06-02', 35.5));
		const { features } = await control.changes(anonymous, earlier.id, later.id);
		expect(features).toHaveLength(1);
		expect(features[0]!.properties).toMatchObject({ from_side: 'ukraine', side: 'russia', status: 'held' });
		expect((features[0]!.properties as { area_m2: number }).area_m2 / 1e8).toBeCloseTo(41, 0);
	});
});
