import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { RING_PARTS, parseRingId, ringId, splitOf, typeCounts } from '#lib/map/split.ts';
import { arcsOf, bubbleRadius } from '#lib/map/split-ring.ts';

const cell = (types: number[], best: 'C3' | 'F2' | 'A6') => ({
	point: [37, 48] as [number, number],
	count: types.reduce((sum, count) => sum + count, 0),
	types,
	best,
	deaths: types[0]! * 40
});

test('bubbles that merge add up their types and keep the best grade', () => {
	const merged = splitOf([cell([1, 0, 0, 0, 0, 0, 0, 2], 'A6'), cell([0, 5, 0, 0, 0, 0, 0, 1], 'C3')]);
	expect(merged).toMatchObject({ types: '1,5,0,0,0,0,0,3', best: 'C3', deaths: 40 });
	expect(typeCounts(merged.types)).toEqual([
		{ type: 'air_strikes', count: 5 },
		{ type: 'humanitarian', count: 3 },
		{ type: 'battles', count: 1 }
	]);
});

test('a claim that cannot be judged is not better than one that can, whoever says so', () => {
	expect(splitOf([cell([1], 'A6'), cell([1], 'F2')]).best).toBe('F2');
});

const anyTypes = fc
	.array(fc.nat({ max: 5_000 }), { minLength: 8, maxLength: 8 })
	.filter((types) => types.some((count) => count > 0));

test('a ring is always whole, and no type that occurs is missing from it', () => {
	fc.assert(
		fc.property(anyTypes, (types) => {
			const parts = parseRingId(ringId(types))!;
			expect(parts.reduce((sum, part) => sum + part, 0)).toBe(RING_PARTS);
			expect(parts.map((part) => part > 0)).toEqual(types.map((count) => count > 0));
			const arcs = arcsOf(parts);
			expect(arcs.map(({ type }) => type)).toEqual(EVENT_TYPES.filter((_, code) => types[code]! > 0));
			expect(arcs.every(({ from, to }) => to > from && to <= RING_PARTS)).toBe(true);
		})
	);
});

test('ids that are not of a ring are left to others', () => {
	for (const id of ['badge', 'ring/1-2', 'report/battles/C3/published', 'ring/1-2-3-4-5-6-7-x']) {
		expect(parseRingId(id)).toBeNull();
	}
});

test('a bubble grows with its count, within bounds', () => {
	const radii = [1, 2, 9, 50, 100, 1_000, 100_000].map(bubbleRadius);
	expect(radii.toSorted((a, b) => a - b)).toEqual(radii);
	expect([radii[0], radii.at(-1)]).toEqual([8.5, 28]);
});
