/** What the list, the filters and the timeline read from the columns; one chunk, fetched once the map stands. */
export { days } from '#lib/columns/days.ts';
export { facets } from '#lib/columns/facets.ts';
export { lastWeekWithReports } from '#lib/columns/last-week.ts';
export { newest } from '#lib/columns/listing.ts';
