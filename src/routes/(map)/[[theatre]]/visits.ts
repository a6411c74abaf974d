/** What remembers a reader's visits; one chunk, fetched once the map stands. */
export { isKnown, knownIds } from '#lib/live/known-ids.ts';
export { deviceStorage, rememberVisit, visitBefore } from '#lib/live/last-visit.ts';
