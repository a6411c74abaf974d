import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKnown, knownIds } from '#lib/live/known-ids.ts';
import { rememberVisit, visitBefore } from '#lib/live/last-visit.ts';

const NOON = Date.parse('2023-11-20T12:00:00Z');
const HOUR = 3_600_000;

function device() {
	const kept = new Map<string, string>();
	return {
		kept,
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
}

describe('numbers that were shown', () => {
	const ids = fc.uniqueArray(fc.integer({ min: 1, max: 3_000 }), { maxLength: 500 });

	test('are all known again, and no other ones above the oldest kept', () => {
		fc.assert(
			fc.property(ids, fc.integer({ min: 1, max: 3_000 }), (shown, other) => {
				const known = knownIds(shown);
				expect(shown.every((id) => isKnown(known, id))).toBe(true);
				if (other > known.upTo) expect(isKnown(known, other)).toBe(shown.includes(other));
			})
		);
	});

	test('stay small however many there are', () => {
		const everyOther = Array.from({ length: 100_000 }, (_, i) => i * 2);
		const known = knownIds(everyOther);
		expect(JSON.stringify(known).length).toBeLessThan(8_000);
		expect(isKnown(known, 199_997)).toBe(false);
		expect(isKnown(known, 199_998)).toBe(true);
		expect(isKnown(known, 200_001)).toBe(false);
	});
});

describe('a visit', () => {
	test('that is the first has nothing before it', () => {
		expect(visitBefore(device(), NOON)).toBeNull();
	});

	test('is measured from the one before', () => {
		const store = device();
		rememberVisit(store, knownIds([1, 2, 3]), null, NOON);
		const before = visitBefore(store, NOON + 2 * HOUR)!;
		expect(before.at).toBe(NOON);
		expect([3, 4].map((id) => isKnown(before.known, id))).toEqual([true, false]);
	});

	test('survives a reload: what was new is still new', () => {
		const store = device();
		rememberVisit(store, knownIds([1, 2, 3]), null, NOON);
		const before = visitBefore(store, NOON + 2 * HOUR);
		rememberVisit(store, knownIds([1, 2, 3, 4]), before, NOON + 2 * HOUR);
		expect(visitBefore(store, NOON + 2 * HOUR + 60_000)).toEqual(before);
	});

	test('in which the new has been seen leaves nothing new', () => {
		const store = device();
		rememberVisit(store, knownIds([1, 2]), null, NOON);
		expect(visitBefore(store, NOON + 60_000)).toBeNull();
	});
});

test('a device that keeps nothing, or keeps rubbish, is always at its first visit', () => {
	const refusing = {
		getItem: () => {
			throw new Error('denied');
		},
		setItem: () => {
			throw new Error('full');
		}
	};
	rememberVisit(refusing, knownIds([1]), null, NOON);
	expect(visitBefore(refusing, NOON)).toBeNull();
	expect(visitBefore(null, NOON)).toBeNull();
	const store = device();
	for (const rubbish of ['', '{', '{"at":"x"}', '[]']) {
		store.kept.set('fronts:last-visit', rubbish);
		expect(visitBefore(store, NOON)).toBeNull();
	}
});
