import { expect, test } from 'vitest';
import { toInstant } from '#lib/domain/event-time.ts';

test.each([
	['2026-11-22 11:48:30.125+00', '2026-11-22T11:48:30.125Z'],
	['2026-11-22 11:48:30+05:30', '2026-11-22T06:18:30Z'],
	['2026-11-22T11:48:30-03', '2026-11-22T14:48:30Z'],
	['2026-11-22', '2026-11-22T00:00:00Z']
])('%s is %s', (text, instant) => {
	expect(toInstant(text)).toBe(instant);
});

test('what is no time is named', () => {
	expect(() => toInstant('yesterday')).toThrow('not a time: "yesterday"');
});
