import { expect, test } from 'vitest';
import { hitOf, type HitFeature } from '#lib/map/hits.ts';
import { AREA_LAYER, AREA_TAG_LAYER } from '#lib/map/area-layers.ts';
import { BUBBLE_LAYER, PIN_LAYER } from '#lib/map/pin-layers.ts';

const feature = (layer: string, properties: Record<string, unknown>): HitFeature => ({
	layer: { id: layer },
	geometry: { type: 'Point', coordinates: [37.75, 48.14] },
	properties
});
const ZOOM = 6;
const narrow = { ids: '4,5', r0: 1 };
const wide = { ids: '9', r0: 3 };
const wholeScreen = { ids: '1', r0: 50 };

test('a click beside everything means nothing is meant', () => {
	expect(hitOf([], ZOOM)).toEqual({ kind: 'nothing' });
});

test('a bubble is opened at its place', () => {
	expect(hitOf([feature(BUBBLE_LAYER, { count: 9 })], ZOOM)).toEqual({
		kind: 'bubble',
		point: [37.75, 48.14]
	});
});

test('all reports under the pointer are meant, each once', () => {
	const hit = hitOf([feature(PIN_LAYER, { ids: '3,2' }), feature(AREA_TAG_LAYER, { ids: '2,8' })], ZOOM);
	expect(hit).toEqual({ kind: 'reports', ids: [3, 2, 8] });
});

test('a pin on a disc means the pin', () => {
	const hit = hitOf([feature(PIN_LAYER, { ids: '3' }), feature(AREA_LAYER, narrow)], ZOOM);
	expect(hit).toEqual({ kind: 'reports', ids: [3] });
});

test('of nested discs the smallest is meant', () => {
	const hit = hitOf([feature(AREA_LAYER, wide), feature(AREA_LAYER, narrow)], ZOOM);
	expect(hit).toEqual({ kind: 'reports', ids: [4, 5] });
});

test('a disc that fills the screen is ground, not something one clicks on', () => {
	expect(hitOf([feature(AREA_LAYER, wholeScreen)], ZOOM)).toEqual({ kind: 'nothing' });
});
