/** What the map page does with columns once they are there; one chunk, fetched while the page comes alive. */
export { days } from '#lib/columns/days.ts';
export { facets } from '#lib/columns/facets.ts';
export { lastWeekInstead } from '#lib/columns/last-week.ts';
export { newest } from '#lib/columns/listing.ts';
export { tileFeatures } from '#lib/columns/tile-features.ts';
export { openLiveReports } from '#lib/live/live-reports.svelte.ts';
