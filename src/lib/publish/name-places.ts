/** Where the names of a scene find room beside its marks and each other, the most important first. */
import type { Scene, SceneName, XY } from './scene.ts';

/** Pixels. */
export const NAME_SIZE = { country: 13, place: 12 } as const;
const MOST_NAMES = 26;

export type Box = { left: number; top: number; right: number; bottom: number };
export type PlacedName = SceneName & { x: number; y: number; anchor: 'start' | 'middle' | 'end' };

const overlaps = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * @param covered what else is drawn over the map
 * @param widthOf pixels of a name as it will be written
 */
export function placeNames(
	{ width, height, names, pins, bubbles, areas }: Scene,
	covered: readonly Box[],
	widthOf: (name: SceneName) => number
): PlacedName[] {
	const taken: Box[] = [
		...pins.map(({ at }) => around(at, 13)),
		...bubbles.map(({ at, radius }) => around(at, radius + 6)),
		...areas.map(({ at: [x, y], radius }) => around([x, y - radius], 13)),
		...covered
	];
	const written = new Map<string, Box[]>();
	const isWrittenOver = (dot: Box) => [...written.values()].flat().some((box) => overlaps(box, dot));
	return names
		.toSorted((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : 1))
		.flatMap((name) => {
			if (written.size >= MOST_NAMES || written.has(name.text)) return [];
			// Its dot may lie under a report, but not in another name.
			const dot = around(name.at, 3);
			if (name.kind === 'place' && isWrittenOver(dot)) return [];
			const spot = spotsFor(name, widthOf(name)).find(
				({ box }) => isInside(box, width, height) && !taken.some((other) => overlaps(box, other))
			);
			if (!spot) return [];
			written.set(name.text, [spot.box, dot]);
			taken.push(spot.box, ...(name.kind === 'place' ? [dot] : []));
			const { x, y, anchor } = spot;
			return [{ ...name, x, y, anchor }];
		});
}

/** A name that is cut says nothing. */
const isInside = ({ left, top, right, bottom }: Box, width: number, height: number): boolean =>
	left >= 4 && top >= 2 && right <= width - 4 && bottom <= height - 2;

const around = ([x, y]: XY, radius: number): Box => ({
	left: x - radius,
	top: y - radius,
	right: x + radius,
	bottom: y + radius
});

type Spot = Pick<PlacedName, 'x' | 'y' | 'anchor'> & { box: Box };

function spotsFor({ at: [x, y], kind }: SceneName, wide: number): Spot[] {
	const boxFrom = (left: number, base: number): Box => ({
		left,
		top: base - NAME_SIZE[kind],
		right: left + wide,
		bottom: base + 4
	});
	if (kind === 'country') return [{ x, y: y + 4, anchor: 'middle', box: boxFrom(x - wide / 2, y + 4) }];
	return [
		{ x: x + 6, y: y + 4, anchor: 'start', box: boxFrom(x + 6, y + 4) },
		{ x: x - 6, y: y + 4, anchor: 'end', box: boxFrom(x - 6 - wide, y + 4) },
		{ x, y: y - 7, anchor: 'middle', box: boxFrom(x - wide / 2, y - 7) },
		{ x, y: y + 16, anchor: 'middle', box: boxFrom(x - wide / 2, y + 16) }
	];
}
