/** What a framed map does with columns; one chunk, fetched while the page comes alive. */
export { matching } from '#lib/columns/filter.ts';
export { lastWeekInstead } from '#lib/columns/last-week.ts';
export { tileFeatures } from '#lib/columns/tile-features.ts';
export { openLiveReports } from '#lib/live/live-reports.svelte.ts';
