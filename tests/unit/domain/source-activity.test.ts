import { describe, expect, test } from 'vitest';
import type { FeedState } from '#lib/domain/source.ts';
import { placedPercent, silentSince } from '#lib/domain/source-activity.ts';

const NOW = Date.parse('2023-11-15T00:00:00Z');
const ago = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();
const feed = (facts: Partial<FeedState> = {}): FeedState => ({
	checkedAt: ago(0.1),
	succeededAt: ago(0.1),
	outcome: 'ok',
	message: null,
	consecutiveFailures: 0,
	postsSeen: 20,
	lastPostAt: ago(1),
	...facts
});

describe('a source is silent', () => {
	test('not before its first reading', () => {
		expect(
			silentSince(feed({ outcome: null, checkedAt: null, succeededAt: null }), { gapHours: 1 }, NOW)
		).toBeNull();
	});

	test('since its first reading when none ever went well', () => {
		expect(silentSince(feed({ succeededAt: null, outcome: 'gone' }), { gapHours: null }, NOW)).toBe(ago(0.1));
	});

	test.each([
		[5, null],
		[7, 7]
	])('when it has not been readable for %i hours', (hours, since) => {
		const state = feed({ succeededAt: ago(hours), outcome: 'timeout' });
		expect(silentSince(state, { gapHours: 1 }, NOW)).toBe(since && ago(since));
	});

	test.each([
		['ten of its gaps, a day at least', 0.5, 23, false],
		['ten of its gaps, a day at least', 0.5, 25, true],
		['ten of its gaps', 12, 119, false],
		['ten of its gaps', 12, 121, true],
		['a month at most', 500, 721, true],
		['a month where its gaps are not known', null, 700, false]
	])('after %s: gaps of %s h, silent for %i h', (_rule, gapHours, silent, expected) => {
		const since = silentSince(feed({ lastPostAt: ago(silent) }), { gapHours }, NOW);
		expect(since).toBe(expected ? ago(silent) : null);
	});
});

test('what is placed is a share of what was posted', () => {
	expect(placedPercent({ posts: 3, placed: 1 })).toBe(33);
	expect(placedPercent({ posts: 0, placed: 0 })).toBeNull();
});
