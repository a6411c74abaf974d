/** What a click on the map means, from the features MapLibre found under it. */
import type { LngLat } from '#lib/domain/location.ts';
import { AREA_LAYER, AREA_TAG_LAYER } from './area-layers.ts';
import { BUBBLE_LAYER, PIN_LAYER } from './pin-layers.ts';

export type Hit =
	| { kind: 'bubble'; point: LngLat }
	/** Reports under the pointer, the uppermost first. */
	| { kind: 'reports'; ids: number[] }
	| { kind: 'nothing' };

export type HitFeature = {
	layer: { id: string };
	geometry: { type: string; coordinates?: unknown };
	properties: Record<string, unknown>;
};

/** Layers to look in. */
export const HIT_LAYERS = [PIN_LAYER, BUBBLE_LAYER, AREA_TAG_LAYER, AREA_LAYER];

/** Wider discs than this (CSS pixels from the centre) are background, not something one clicks on. */
const CLICKABLE_RADIUS = 260;

/** @param features in drawing order, uppermost first */
export function hitOf(features: readonly HitFeature[], zoom: number): Hit {
	const marks = features.filter(({ layer }) => layer.id !== AREA_LAYER);
	const [top] = marks;
	if (top?.layer.id === BUBBLE_LAYER) return { kind: 'bubble', point: top.geometry.coordinates as LngLat };
	if (top) return { kind: 'reports', ids: idsOf(marks.filter(({ layer }) => layer.id !== BUBBLE_LAYER)) };
	const smallest = features
		.filter(({ properties }) => Number(properties.r0) * 2 ** zoom < CLICKABLE_RADIUS)
		.toSorted((a, b) => Number(a.properties.r0) - Number(b.properties.r0))[0];
	return smallest ? { kind: 'reports', ids: idsOf([smallest]) } : { kind: 'nothing' };
}

function idsOf(features: readonly HitFeature[]): number[] {
	const ids = features.flatMap(({ properties }) => String(properties.ids).split(',').map(Number));
	return [...new Set(ids)];
}
