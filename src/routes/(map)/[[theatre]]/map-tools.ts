/** What the map draws its first marks with; one chunk, fetched while the page comes alive. */
export { tile } from '#lib/columns/tile.ts';
export { openLiveReports } from '#lib/live/live-reports.svelte.ts';
