import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEED_KINDS } from '#lib/domain/source.ts';
import { LONGEST_BACKOFF, nextDueAt } from '#lib/ingest/schedule.ts';

const HOUR = 3_600_000;
const now = Date.parse('2023-11-20T10:00:00Z');
const wait = (changes: Partial<Parameters<typeof nextDueAt>[0]>) =>
	nextDueAt({ now, feedKind: 'telegram_preview', consecutiveFailures: 0, random: 0, ...changes }) - now;

describe('when a source is asked again', () => {
	const any = {
		feedKind: fc.constantFrom(...FEED_KINDS),
		consecutiveFailures: fc.nat(1_000),
		retryAfterSeconds: fc.option(fc.nat(10_000_000), { nil: undefined }),
		random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
	};

	test('never sooner than a minute, never sooner than the server asks, up to a week', () => {
		fc.assert(
			fc.property(fc.record(any), (reading) => {
				const asked = Math.min((reading.retryAfterSeconds ?? 0) * 1000, 7 * 24 * HOUR);
				expect(wait(reading)).toBeGreaterThanOrEqual(Math.max(60_000, asked));
				expect(wait(reading)).toBeLessThanOrEqual(Math.max(LONGEST_BACKOFF, asked) + 1);
			})
		);
	});

	test('longer after each failure, at most six hours', () => {
		const waits = [0, 1, 2, 3, 4].map((consecutiveFailures) => wait({ consecutiveFailures }));
		expect(waits).toEqual([...waits].sort((a, b) => a - b));
		expect(new Set(waits).size).toBe(5);
		expect(wait({ consecutiveFailures: 50 })).toBe(LONGEST_BACKOFF);
	});

	test('at different times for sources that failed together', () => {
		expect(wait({ consecutiveFailures: 3, random: 0.9 })).not.toBe(
			wait({ consecutiveFailures: 3, random: 0.1 })
		);
		expect(wait({ random: 0.9 })).toBeGreaterThan(wait({ random: 0.1 }));
	});
});
