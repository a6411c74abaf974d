import { expect, test } from 'vitest';
import { fitPadding, isSameCamera, type Camera } from '#lib/map/camera.ts';

const gaza: Camera = { bounds: [34.15, 31.18, 34.72, 31.64] };
const spot: Camera = { center: [34.46, 31.5], zoom: 11 };

test('a camera rounded by the address of the page is the same camera', () => {
	expect(isSameCamera(spot, { center: [34.46004, 31.49996], zoom: 11.004 })).toBe(true);
	expect(isSameCamera(gaza, { bounds: [34.15, 31.18, 34.72, 31.64] })).toBe(true);
});

test('another place, another zoom, another kind: another camera', () => {
	expect(isSameCamera(spot, { center: [34.5, 31.5], zoom: 11 })).toBe(false);
	expect(isSameCamera(spot, { center: [34.46, 31.5], zoom: 12 })).toBe(false);
	expect(isSameCamera(gaza, spot)).toBe(false);
	expect(isSameCamera(spot, gaza)).toBe(false);
});

test('a phone keeps less space around a fitted box', () => {
	expect(fitPadding(390)).toBeLessThan(fitPadding(1440));
});
