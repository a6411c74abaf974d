/**
 * Makes a crowded map readable: what would overlap on screen is drawn once, with a count. Far out, cells and single
 * reports merge into bubbles; close up, pins merge into the most prominent of them, which stays exactly where it is.
 * It works on what is on screen, so its cost does not grow with the archive.
 */
import type { Feature, FeatureCollection, Point } from 'geojson';
import { prominence, type CellFeature, type ReportFeature } from '#lib/columns/tile-features.ts';
import type { TileFeatures } from '#lib/columns/tile-features.ts';
import type { EventType } from '#lib/domain/event-type.ts';
import type { Credibility, Reliability } from '#lib/domain/grade.ts';
import type { LngLat } from '#lib/domain/location.ts';
import type { ReportState } from '#lib/domain/report.ts';
import { splitOf, type SplitProperties } from './split.ts';

/** Nearer than this two bubbles, or two pins, overlap. CSS pixels. */
const BUBBLE_DISTANCE = 36;
const PIN_DISTANCE = 24;
/** Width of the world at zoom 0, CSS pixels. */
const WORLD = 512;

export type BubbleProperties = { kind: 'bubble'; count: number } & SplitProperties;
/** `ids` is a comma list, most prominent first. The rest is of the first. */
export type PinProperties = {
	kind: 'pin';
	count: number;
	ids: string;
	type: EventType;
	reliability: Reliability;
	credibility: Credibility;
	state: ReportState;
	prominence: number;
};
export type Mark = Feature<Point, BubbleProperties | PinProperties>;

type Item = Pick<CellFeature, 'point' | 'count'> & { x: number; y: number } & (
		{ report: ReportFeature; cell: null } | { report: null; cell: CellFeature }
	);
type Group = { anchor: Item; members: Item[] };

/** The marks to draw at this zoom. Counts are kept: their sum is the number of reports. */
export function declutter(
	{ pins, cells }: Pick<TileFeatures, 'pins' | 'cells'>,
	zoom: number
): FeatureCollection<Point, BubbleProperties | PinProperties> {
	const scale = WORLD * 2 ** zoom;
	const items = [
		...cells.map((cell): Item => ({ ...placed(cell.point, scale), count: cell.count, report: null, cell })),
		...pins.map((report): Item => ({ ...placed(report.point, scale), count: 1, report, cell: null }))
	].sort(byProminence);
	const distance = cells.length ? BUBBLE_DISTANCE : PIN_DISTANCE;
	return { type: 'FeatureCollection', features: group(items, distance).map(toMark) };
}

function placed(point: LngLat, scale: number): Pick<Item, 'point' | 'x' | 'y'> {
	const [lon, lat] = point;
	const sine = Math.sin((lat * Math.PI) / 180);
	return {
		point,
		x: (lon / 360 + 0.5) * scale,
		y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale
	};
}

/** Biggest first, then the most prominent; the last rule only makes the order the same every time. */
function byProminence(a: Item, b: Item): number {
	if (a.count !== b.count) return b.count - a.count;
	if (a.report && b.report) return prominence(b.report) - prominence(a.report) || b.report.id - a.report.id;
	return a.x - b.x || a.y - b.y;
}

/** Each item joins the nearest anchor within the distance, or becomes an anchor itself. */
function group(items: readonly Item[], distance: number): Group[] {
	const grid = new Map<string, Group[]>();
	const groups: Group[] = [];
	for (const item of items) {
		const column = Math.floor(item.x / distance);
		const row = Math.floor(item.y / distance);
		const home = nearest(grid, item, column, row, distance);
		if (home) {
			home.members.push(item);
			continue;
		}
		const own = { anchor: item, members: [item] };
		groups.push(own);
		const key = `${column},${row}`;
		const inCell = grid.get(key);
		if (inCell) inCell.push(own);
		else grid.set(key, [own]);
	}
	return groups;
}

function nearest(grid: Map<string, Group[]>, item: Item, column: number, row: number, distance: number) {
	let best: Group | null = null;
	let bestDistance = distance;
	for (let dx = -1; dx <= 1; dx++) {
		for (let dy = -1; dy <= 1; dy++) {
			for (const candidate of grid.get(`${column + dx},${row + dy}`) ?? []) {
				const away = Math.hypot(candidate.anchor.x - item.x, candidate.anchor.y - item.y);
				if (away < bestDistance) {
					best = candidate;
					bestDistance = away;
				}
			}
		}
	}
	return best;
}

function toMark({ anchor, members }: Group): Mark {
	const reports = members.flatMap(({ report }) => report ?? []);
	const isAllKnown = reports.length === members.length;
	return isAllKnown && anchor.report ? toPin(anchor.report, reports) : toBubble(members);
}

function toPin(first: ReportFeature, reports: readonly ReportFeature[]): Mark {
	const { type, reliability, credibility, state } = first;
	return {
		type: 'Feature',
		geometry: { type: 'Point', coordinates: first.point },
		properties: {
			kind: 'pin',
			count: reports.length,
			ids: reports.map(({ id }) => id).join(),
			...{ type, reliability, credibility, state },
			prominence: prominence(first)
		}
	};
}

/** At the mean of its members, each weighing as much as it counts. */
function toBubble(members: readonly Item[]): Mark {
	const count = members.reduce((sum, item) => sum + item.count, 0);
	const mean = (axis: 0 | 1) => members.reduce((sum, item) => sum + item.point[axis] * item.count, 0) / count;
	return {
		type: 'Feature',
		geometry: { type: 'Point', coordinates: [mean(0), mean(1)] },
		properties: { kind: 'bubble', count, ...splitOf(members.map(({ report, cell }) => report ?? cell)) }
	};
}
