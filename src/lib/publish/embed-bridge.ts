/**
 * What a map in a frame and the page around it say to each other, by `postMessage`. Documented for hosts in
 * `/about/embed`; the words of a message never change their meaning, new ones may be added.
 *
 * A map talks to the page directly around it and to nobody else. It knows that page's origin from the browser, or from
 * the page's own `hello`; before that it says nothing. A host checks `event.source` (its frame's `contentWindow`): in a
 * sandbox without `allow-same-origin` the map's own origin is "null".
 */
import type { ReportId } from '#lib/domain/report.ts';

export const BRIDGE_VERSION = 1;

/** From the map to the page around it. */
export type FromMap =
	/** The first marks are drawn, or the view has none. `title` in the map's language. */
	| { type: 'fronts:ready'; version: typeof BRIDGE_VERSION; title: string; url: string; height: number }
	/** How tall the frame should be at its present width for nothing to be cut off, CSS pixels. */
	| { type: 'fronts:height'; height: number }
	/**
	 * The reader has moved the map or opened a report. `at`: "zoom/lat/lon"; `bbox`: "minLon,minLat,maxLon,maxLat",
	 * degrees; `url`: the full map of this view.
	 */
	| { type: 'fronts:view'; at: string; bbox: string; report: ReportId | null; url: string };

/** From the page around it to the map. */
export type ToMap =
	/** Asks for `fronts:ready`, and tells a map that could not know it who is around it. */
	| { type: 'fronts:hello' }
	/** Moves the map. `at` as in an address: "zoom/lat/lon". */
	| { type: 'fronts:look'; at: string }
	/** Opens a report, or closes it. */
	| { type: 'fronts:select'; report: ReportId | null };

/** A message of the page around a map; null for everything else that windows say to each other. */
export function toMap(data: unknown): ToMap | null {
	if (typeof data !== 'object' || data === null) return null;
	const { type, at, report } = data as Record<string, unknown>;
	if (type === 'fronts:hello') return { type };
	if (type === 'fronts:look' && typeof at === 'string') return { type, at };
	if (type === 'fronts:select' && (report === null || isReportId(report))) return { type, report };
	return null;
}

const isReportId = (value: unknown): value is ReportId => Number.isSafeInteger(value) && Number(value) > 0;

/** Least height of a frame, and its share of the width beyond it: 16 : 9. CSS pixels. */
const LEAST_HEIGHT = 240;
export const heightFor = (width: number): number => Math.max(LEAST_HEIGHT, Math.round((width * 9) / 16));

/**
 * The origin of the page around a frame, as the browser tells it; null where it does not.
 * @param ancestors origins from the nearest outwards (WebKit and Chromium)
 * @param referrer address of the page that holds the frame, unless that page hides it
 */
export function originAround(ancestors: readonly string[] | undefined, referrer: string): string | null {
	const nearest = ancestors?.[0];
	if (nearest) return nearest === 'null' ? null : nearest;
	try {
		return new URL(referrer).origin;
	} catch {
		return null;
	}
}
