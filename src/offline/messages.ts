/** What a page tells the service worker once everything is on screen. */
export type ToWorker = {
	kind: 'keep';
	/** Paths this page was made of, from the browser's cache if they are still there. */
	assets: string[];
	/** The page itself and the data it showed. */
	pages: string[];
	data: string[];
	/** Large, and not for those who count their bytes. */
	basemap: string | null;
};

/** When a kept answer was had from the server, by this device's clock; milliseconds since 1970. */
export const KEPT_AT = 'x-fronts-kept-at';
