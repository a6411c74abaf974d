import { beforeEach, expect, test } from 'vitest';
import type { TimePrecision } from '#lib/domain/event-time.ts';
import { overwriteGetLocale } from '#lib/i18n/runtime.js';
import { ageText, dateRangeText, eventTimeText, listingDay } from '#lib/ui/times.ts';

const event = (time_precision: TimePrecision, occurred_at: string, occurred_until: string | null = null) => ({
	...{ occurred_at, occurred_until, time_precision }
});
beforeEach(() => overwriteGetLocale(() => 'en'));

test.each<[TimePrecision, string]>([
	['minute', '17 October 2023, 18:04 UTC'],
	['hour', '17 October 2023, about 18:04 UTC'],
	['day', '17 October 2023'],
	['week', 'Week of 17 October 2023'],
	['month', 'October 2023']
])('a time known to the %s is told no more exactly', (precision, text) => {
	expect(eventTimeText(event(precision, '2023-10-17T18:04:00Z'), 'en')).toBe(text);
});

test('hours and minutes are told in the reader’s zone', () => {
	expect(eventTimeText(event('minute', '2023-10-17T22:30:00Z'), 'en', 'Europe/Kyiv')).toContain(
		'18 October 2023, 01:30'
	);
});

test('a day stays the day of the report wherever the reader is', () => {
	expect(eventTimeText(event('day', '2023-10-17T00:00:00Z'), 'en', 'America/Los_Angeles')).toBe(
		'17 October 2023'
	);
	expect(listingDay(event('day', '2023-10-17T00:00:00Z'), 'America/Los_Angeles')).toBe('2023-10-17');
	expect(listingDay(event('minute', '2023-10-17T01:00:00Z'), 'America/Los_Angeles')).toBe('2023-10-16');
});

test('several days are one range', () => {
	const days = event('day', '2023-11-24T00:00:00Z', '2023-11-30T00:00:00Z');
	expect(eventTimeText(days, 'en')).toBe(dateRangeText('2023-11-24', '2023-11-30', 'en'));
	expect(dateRangeText('2023-11-24', '2023-11-30', 'en')).toMatch(/^24\s?–\s?30 November 2023$/);
});

test.each([
	[30_000, 'now'],
	[5 * 60_000, '5 minutes ago'],
	[3 * 3_600_000, '3 hours ago'],
	[3 * 86_400_000, '3 days ago'],
	[-60_000, 'now']
])('%i ms ago is "%s"', (milliseconds, text) => {
	const now = Date.parse('2023-11-30T12:00:00Z');
	expect(ageText(now - milliseconds, now, 'en')).toBe(text);
});
