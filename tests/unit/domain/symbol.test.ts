import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { PUBLIC_STATES } from '#lib/domain/report.ts';
import { areaScene, gradeRing, symbolPath, symbolScene } from '#lib/domain/symbol.ts';

const ringLength = (reliability: 'A' | 'F', credibility: 1 | 2 | 3 | 4 | 5 | 6) =>
	Math.max(...gradeRing(reliability, credibility).segments.map(({ to }) => to));

describe('shapes', () => {
	test('every event type has a silhouette of its own', () => {
		expect(new Set(EVENT_TYPES.map(symbolPath)).size).toBe(EVENT_TYPES.length);
	});

	test('a shape stays inside the ring', () => {
		for (const type of EVENT_TYPES) {
			const numbers = symbolPath(type)
				.match(/-?\d+(\.\d+)?/g)!
				.map(Number);
			expect(Math.max(...numbers.map(Math.abs)), type).toBeLessThanOrEqual(7.3);
		}
	});
});

describe('the ring', () => {
	test('gets shorter as a claim gets less credible', () => {
		const lengths = ([1, 2, 3, 4, 5] as const).map((credibility) => ringLength('A', credibility));
		expect(lengths).toEqual([1, 0.8, 0.6, 0.4, 0.2]);
	});

	test('gets lighter as a source gets less reliable', () => {
		const widths = (['A', 'B', 'C', 'D', 'E'] as const).map((letter) => gradeRing(letter, 1).width);
		expect(widths).toEqual(widths.toSorted((a, b) => b - a));
		expect(new Set(widths).size).toBe(5);
	});

	test('what cannot be judged is dotted all the way round, not the shortest', () => {
		const { segments } = gradeRing('A', 6);
		expect(segments.length).toBeGreaterThan(10);
		expect(segments.at(-1)!.to).toBeGreaterThan(0.9);
	});

	test('a source that cannot be judged is neutral, not the thinnest', () => {
		expect(gradeRing('F', 3).tone).toBe('neutral');
		expect(gradeRing('F', 3).width).toBeGreaterThan(gradeRing('E', 3).width);
	});

	test('no two grades look alike', () => {
		const rings = RELIABILITIES.flatMap((letter) =>
			CREDIBILITIES.map((number) => JSON.stringify(gradeRing(letter, number)))
		);
		// F1 and F6 are both dotted all the way round: the letter F leaves the number unread there.
		expect(new Set(rings).size).toBe(RELIABILITIES.length * CREDIBILITIES.length - 1);
	});
});

describe('states', () => {
	const glyphOf = (state: 'published' | 'unreviewed' | 'retracted') =>
		symbolScene('battles', 'B', 2, state).find(({ path }) => path === symbolPath('battles'))!;

	test('a published report is filled, an unreviewed one hollow', () => {
		expect(glyphOf('published').fill).toBe('event');
		expect(glyphOf('unreviewed')).toMatchObject({ fill: 'paper', stroke: 'event' });
	});

	test('a retracted report is grey and struck through', () => {
		expect(glyphOf('retracted').stroke).toBe('neutral');
		expect(symbolScene('battles', 'B', 2, 'retracted').at(-1)!.path).toBe('M-11 0H11');
	});

	test('an area has no ring: it is not a pin', () => {
		for (const state of PUBLIC_STATES) {
			expect(JSON.stringify(areaScene('shelling', state))).not.toBe(
				JSON.stringify(symbolScene('shelling', 'F', 6, state))
			);
		}
	});
});
