import { expect, test } from 'vitest';
import { nextHeight, settle } from '#lib/ui/drawer-height.ts';

test.each([
	[100, 'peek'],
	[400, 'half'],
	[700, 'full']
])('let go at %i of 844 pixels the drawer settles at %s', (pixels, height) => {
	expect(settle(pixels, 844)).toBe(height);
});

test('taps open the drawer step by step and bring it back', () => {
	expect([nextHeight('peek'), nextHeight('half'), nextHeight('full')]).toEqual(['half', 'full', 'half']);
});
