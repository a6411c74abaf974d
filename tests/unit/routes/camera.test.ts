import { expect, test } from 'vitest';
import { DEFAULT_VIEW } from '#lib/domain/view.ts';
import { THEATRE } from '#lib/domain/theatre.ts';
import { around, cameraOf, NO_COVER, visibleBox } from '../../../src/routes/(map)/[[theatre]]/camera.ts';

const bounds = (camera: ReturnType<typeof cameraOf>) => ('bounds' in camera ? camera.bounds : null)!;

test('a view opens on its front, or on all of them', () => {
	expect(bounds(cameraOf({ ...DEFAULT_VIEW, theatres: ['gaza'] }, null))).toEqual(THEATRE.gaza.view);
	const [west, south, east, north] = bounds(cameraOf(DEFAULT_VIEW, null));
	expect([west, south, east, north]).toEqual([-6.5, 11.2, 39.6, 50.9]);
});

test('the camera of the address comes before the opened report, and that before the front', () => {
	const opened = { point: [37, 48] as [number, number], uncertainty_m: 3000 };
	const at = { zoom: 8, lat: 31, lon: 34 };
	expect(cameraOf({ ...DEFAULT_VIEW, at }, opened)).toEqual({ center: [34, 31], zoom: 8 });
	const [west, , east] = bounds(cameraOf(DEFAULT_VIEW, opened));
	expect((west + east) / 2).toBeCloseTo(37);
});

test('the whole uncertainty can be seen beside the panel', () => {
	const [west, , east] = bounds(around([37, 0], 100_000, { ...NO_COVER, left: 0.4 }));
	const covered = west + (east - west) * 0.4;
	expect(covered).toBeLessThan(37 - 100_000 / 111_320);
	expect(east).toBeGreaterThan(37 + 100_000 / 111_320);
});

test('what the map shows can be asked for in an address: on one world, to about a metre', () => {
	expect(visibleBox([34.123456789, 31.5, 35, 32])).toEqual([34.12346, 31.5, 35, 32]);
	expect(visibleBox([-250, -95, 250, 95])).toEqual([-180, -90, 180, 90]);
	expect(visibleBox([190, 10, 200, 20])).toBeNull();
});
