import { expect, test } from 'vitest';
import { durationText } from '#lib/ui/duration.ts';

test.each([
	[0, '0 mins'],
	[119.4, '119 mins'],
	[150, '3 hrs'],
	[47 * 60, '47 hrs'],
	[72 * 60, '3 days']
])('%d minutes are %s', (minutes, words) => {
	expect(durationText(minutes, 'en')).toBe(words);
});

test('the reader’s language has its own units', () => {
	expect(durationText(72 * 60, 'fr')).toBe('3\u202fj');
});
