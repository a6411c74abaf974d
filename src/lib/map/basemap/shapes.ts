/** Rings and lines in pixels, cut to a box and with no more corners than can be seen. */
import type { XY } from '../frame.ts';

export type Box = { left: number; top: number; right: number; bottom: number };

/** A closed ring cut to a box (Sutherland and Hodgman, 1974); its turning direction stays. Empty when nothing is left. */
export function clipRing(ring: readonly XY[], { left, top, right, bottom }: Box): XY[] {
	const sides: [axis: 0 | 1, limit: number, sign: 1 | -1][] = [
		[0, left, 1],
		[0, right, -1],
		[1, top, 1],
		[1, bottom, -1]
	];
	return sides.reduce<XY[]>((points, [axis, limit, sign]) => clipSide(points, axis, limit, sign), [...ring]);
}

function clipSide(points: readonly XY[], axis: 0 | 1, limit: number, sign: 1 | -1): XY[] {
	const isInside = (point: XY) => (point[axis] - limit) * sign >= 0;
	return points.flatMap((point, i) => {
		const before = points.at(i - 1)!;
		const crossing = isInside(point) === isInside(before) ? [] : [crossingAt(before, point, axis, limit)];
		return isInside(point) ? [...crossing, point] : crossing;
	});
}

function crossingAt(a: XY, b: XY, axis: 0 | 1, limit: number): XY {
	const share = (limit - a[axis]) / (b[axis] - a[axis]);
	return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** The pieces of a line inside a box (Liang and Barsky, 1984, segment by segment). */
export function clipLine(line: readonly XY[], box: Box): XY[][] {
	const pieces: XY[][] = [];
	let piece: XY[] = [];
	const end = () => {
		if (piece.length > 1) pieces.push(piece);
		piece = [];
	};
	for (let i = 1; i < line.length; i++) {
		const part = segmentInside(line[i - 1]!, line[i]!, box);
		if (!part) {
			end();
			continue;
		}
		const [from, to, leaves] = part;
		if (piece.length === 0) piece.push(from);
		piece.push(to);
		if (leaves) end();
	}
	end();
	return pieces;
}

function segmentInside(a: XY, b: XY, box: Box): [from: XY, to: XY, leaves: boolean] | null {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	let [enter, leave] = [0, 1];
	const sides: [number, number][] = [
		[-dx, a[0] - box.left],
		[dx, box.right - a[0]],
		[-dy, a[1] - box.top],
		[dy, box.bottom - a[1]]
	];
	for (const [step, room] of sides) {
		if (step === 0) {
			if (room < 0) return null;
		} else if (step < 0) enter = Math.max(enter, room / step);
		else leave = Math.min(leave, room / step);
	}
	if (enter > leave) return null;
	const at = (share: number): XY => [a[0] + dx * share, a[1] + dy * share];
	return [at(enter), at(leave), leave < 1];
}

/** A line without the corners that lie nearer than `tolerance` to it (Douglas and Peucker, 1973). */
export function simplify(points: readonly XY[], tolerance: number): XY[] {
	if (points.length < 3) return [...points];
	const kept = new Uint8Array(points.length);
	kept[0] = kept[points.length - 1] = 1;
	const open: [number, number][] = [[0, points.length - 1]];
	for (let span = open.pop(); span; span = open.pop()) {
		const [from, to] = span;
		let farthest = -1;
		let most = tolerance;
		for (let i = from + 1; i < to; i++) {
			const away = distanceTo(points[i]!, points[from]!, points[to]!);
			if (away > most) [farthest, most] = [i, away];
		}
		if (farthest < 0) continue;
		kept[farthest] = 1;
		open.push([from, farthest], [farthest, to]);
	}
	return points.filter((_, i) => kept[i] === 1);
}

/** From a point to a segment; to its end where both ends are one, as in a closed ring. */
function distanceTo([x, y]: XY, [x1, y1]: XY, [x2, y2]: XY): number {
	const [dx, dy] = [x2 - x1, y2 - y1];
	const length = dx * dx + dy * dy;
	const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length));
	return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}

/** Square pixels; positive or negative by the turning direction. */
export function areaOf(ring: readonly XY[]): number {
	return (
		ring.reduce((sum, [x, y], i) => {
			const [x0, y0] = ring.at(i - 1)!;
			return sum + x0 * y - x * y0;
		}, 0) / 2
	);
}
