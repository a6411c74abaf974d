/** Where a view can be followed as a feed, and kept as a file. */
import type { Instant } from '#lib/domain/event-time.ts';
import type { ReportId } from '#lib/domain/report.ts';
import { toSearch, type View } from '#lib/domain/view.ts';
import { withSearch } from '../address.ts';

export const FEEDS = [
	{ format: 'rss', name: 'RSS', type: 'application/rss+xml' },
	{ format: 'atom', name: 'Atom', type: 'application/atom+xml' },
	{ format: 'json', name: 'JSON Feed', type: 'application/feed+json' }
] as const;
export const EXPORTS = [
	{ format: 'geojson', name: 'GeoJSON' },
	{ format: 'csv', name: 'CSV' },
	{ format: 'kml', name: 'KML' }
] as const;

/** What a feed or a file is of: where the camera stands and what is open does not matter. */
const filterOf = (view: View): URLSearchParams =>
	toSearch({ ...view, at: null, report: null, layers: [], theme: 'auto' });

/** `/feeds/reports.rss?theatre=gaza&last=30d`, for a reader of feeds and for `<link rel="alternate">`. */
export const feedAddress = (view: View, format: (typeof FEEDS)[number]['format']): string =>
	withSearch(`/feeds/reports.${format}`, filterOf(view));

/** `/export/reports.csv?theatre=gaza&last=30d` */
export const exportAddress = (view: View, format: (typeof EXPORTS)[number]['format']): string =>
	withSearch(`/export/reports.${format}`, filterOf({ ...view, lang: null }));

/** `/export/reports.csv?ids=12` */
export const reportFileAddress = (
	id: ReportId,
	asOf: Instant | null,
	format: (typeof EXPORTS)[number]['format']
): string =>
	withSearch(
		`/export/reports.${format}`,
		new URLSearchParams([['ids', String(id)], ...(asOf === null ? [] : [['asof', asOf]])])
	);
