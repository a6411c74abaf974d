/** What a picture of a view shows: the same tiles, grouped as the map groups them. */
import type { ReportColumns } from '#lib/columns/report-columns.ts';
import { tileFeatures } from '#lib/columns/tile-features.ts';
import { isPin } from '#lib/domain/location.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import type { Filter, Lang, View } from '#lib/domain/view.ts';
import { groupAreas, metresOf } from '#lib/map/areas.ts';
import { PALETTES } from '#lib/map/basemap/palette.ts';
import { declutter } from '#lib/map/declutter.ts';
import { project, tilesIn, type Frame } from '#lib/map/frame.ts';
import { REPORT_COLOURS } from '#lib/map/report-colours.ts';
import { arcsOf, bubbleRadius } from '#lib/map/split-ring.ts';
import { parseRingId, RING_PARTS } from '#lib/map/split.ts';
import { TILES_MAX_ZOOM, together } from '#lib/map/report-tiles.ts';
import type { Scene, SceneColours } from '#lib/publish/scene.ts';
import type { Known } from '#lib/server/past.ts';
import { directionOf } from '#lib/ui/language.ts';
import { groundOf } from './ground.ts';

export const ATTRIBUTION = '© OpenStreetMap contributors · GeoNames · GSHHG · Natural Earth';

const coloursOf = (theme: 'light' | 'dark'): SceneColours => ({
	...PALETTES[theme],
	...REPORT_COLOURS[theme]
});
export const COLOURS: Record<'light' | 'dark', SceneColours> = {
	light: coloursOf('light'),
	dark: coloursOf('dark')
};

/** All that lies in a frame, of the reports that pass a filter. */
export async function sceneOf(
	{ columns }: Known,
	{ filter, report, frame, lang }: { filter: Filter; report: ReportRow | null; frame: Frame; lang: Lang }
): Promise<Scene> {
	const { layers, names } = await groundOf(frame, lang);
	const { width, height } = frame;
	return {
		...{ width, height, lang, names },
		rtl: directionOf(lang) === 'rtl',
		ground: layers,
		...marksOf(columns, filter, frame),
		selected: selectedIn(frame, report)
	};
}

/** The report a view opens, where it may be seen. */
export function openReport({ columns }: Known, { report }: View): ReportRow | null {
	const row = report === null ? -1 : columns.rowOf(report);
	return row < 0 ? null : columns.rowAt(row);
}

function marksOf(
	columns: ReportColumns,
	filter: Filter,
	frame: Frame
): Pick<Scene, 'areas' | 'bubbles' | 'pins'> {
	const z = Math.max(0, Math.min(TILES_MAX_ZOOM, Math.floor(frame.zoom)));
	const features = together(tilesIn(frame, z).map(({ x, y }) => tileFeatures(columns, filter, z, x, y)));
	const marks = declutter(features, frame.zoom).features;
	const at = (coordinates: number[]) => project(frame, coordinates as [number, number]);
	return {
		areas: groupAreas(features.areas).discs.map(({ properties }) => {
			const [first] = properties.ids.split(',').map(Number);
			const { point } = features.areas.find(({ id }) => id === first)!;
			const { count, type, state, r0 } = properties;
			return { at: at(point), count, type, state, radius: r0 * 2 ** frame.zoom };
		}),
		bubbles: marks.flatMap(({ geometry, properties }) =>
			properties.kind === 'bubble'
				? {
						at: at(geometry.coordinates),
						count: properties.count,
						radius: bubbleRadius(properties.count),
						best: properties.best,
						arcs: arcsOf(parseRingId(properties.ring) ?? []).map(({ from, to, type }) => ({
							...{ from: from / RING_PARTS, to: to / RING_PARTS, type }
						}))
					}
				: []
		),
		pins: marks
			.flatMap(({ geometry, properties }) =>
				properties.kind === 'pin' ? { ...properties, at: at(geometry.coordinates) } : []
			)
			// The most prominent on top, as on the map.
			.sort((a, b) => a.prominence - b.prominence)
			.map(({ at, count, type, state, reliability, credibility }) => ({
				...{ at, count, type, state, reliability, credibility }
			}))
	};
}

/** The open report, in pixels. */
function selectedIn(frame: Frame, report: ReportRow | null): Scene['selected'] {
	if (!report) return null;
	const metresAPixel = metresOf(1 / 2 ** frame.zoom, report.point[1]);
	return {
		at: project(frame, report.point),
		radius: report.uncertainty / metresAPixel,
		isPin: isPin(report.precision)
	};
}
