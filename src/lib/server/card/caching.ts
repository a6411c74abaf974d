import type { Instant } from '#lib/domain/event-time.ts';
import { isSettled } from '../past.ts';

/**
 * How long a card may be kept by whoever fetched it. A frozen view is the same for ever as far as it is known, but what
 * is taken back from the public for somebody's safety leaves its pictures as well: so a day, not a year. A live one is
 * fetched anew by its time in the address.
 * @param now milliseconds since 1970
 */
export const cardCaching = (asOf: Instant | null, now: number): string =>
	asOf !== null && isSettled(asOf, now) ? 'public, max-age=86400, immutable' : 'public, max-age=300';
