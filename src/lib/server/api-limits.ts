/** How much is given at once, by address: what is checked, and what the API says of itself. */
import type { ApiFacts, Quota } from '#lib/publish/openapi.ts';
import { LIMITS } from './slow-down.ts';

export const PAGE_LIMITS = {
	reports: { min: 1, max: 1000, fallback: 100 },
	changes: { min: 1, max: 1000, fallback: 500 },
	feeds: { min: 1, max: 500, fallback: 100 }
} as const satisfies ApiFacts['limits'];

const quotaOf = (name: 'api' | 'export'): Quota => ({
	requests: LIMITS[name].burst,
	seconds: LIMITS[name].refill / 1000
});
export const QUOTAS: ApiFacts['quotas'] = { api: quotaOf('api'), export: quotaOf('export') };
