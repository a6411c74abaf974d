import { expect, test } from 'vitest';
import { cardCaching } from '#lib/server/card/caching.ts';

const now = Date.parse('2026-11-28T03:00:00Z');

test.each([
	['a live view moves on', null, 'public, max-age=300'],
	['an instant of just now may still change', '2026-11-28T02:59:30Z', 'public, max-age=300'],
	['a frozen view is kept', '2026-11-28T02:50:00Z', 'public, max-age=86400, immutable']
])('%s', (_, asOf, caching) => {
	expect(cardCaching(asOf, now)).toBe(caching);
});
