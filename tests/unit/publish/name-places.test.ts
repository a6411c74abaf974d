import { expect, test } from 'vitest';
import { placeNames } from '#lib/publish/name-places.ts';
import type { Scene, SceneName } from '#lib/publish/scene.ts';

const scene = (names: SceneName[], more: Partial<Scene> = {}): Scene => ({
	...{ width: 400, height: 300, lang: 'en', rtl: false, ground: [], names },
	...{ areas: [], bubbles: [], pins: [], selected: null, ...more }
});
const town = (text: string, x: number, y: number, rank = 1): SceneName => ({
	text,
	at: [x, y],
	kind: 'place',
	rank
});
const textsOf = (scene: Scene, covered: Parameters<typeof placeNames>[1] = []) =>
	placeNames(scene, covered, ({ text }) => text.length * 7).map(({ text }) => text);

test('the more important of two names gets the room', () => {
	const names = [town('Lesser', 100, 100, 9), town('Greater', 101, 100, 2)];
	expect(textsOf(scene(names))).toContain('Greater');
	// On its other side there is room still, but its dot would stand in the other's name.
	expect(textsOf(scene([town('Lesser', 115, 100, 9), names[1]!]))).toEqual(['Greater']);
});

test('no name is cut by the edge or written under what covers the map', () => {
	expect(textsOf(scene([town('W'.repeat(60), 200, 150)]))).toEqual([]);
	const [placed] = placeNames(scene([town('Edge', 200, 1)]), [], () => 40);
	expect(placed!.y).toBeGreaterThanOrEqual(14);
	const panel = { left: 0, top: 0, right: 400, bottom: 300 };
	expect(textsOf(scene([town('Covered', 200, 150)]), [panel])).toEqual([]);
});

test('a name stands where no report lies', () => {
	const pin = {
		...({ count: 1, type: 'shelling', state: 'published', reliability: 'B', credibility: 2 } as const),
		at: [225, 150] as const
	};
	const [placed] = placeNames(scene([town('Town', 200, 150)], { pins: [pin] }), [], () => 40);
	expect(placed).toMatchObject({ anchor: 'end', x: 194 });
});
