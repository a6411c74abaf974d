import { expect, test } from 'vitest';
import { fromLatLon, toKml, toLatLonText, toNamed } from '#lib/domain/axis-order.ts';

const GAZA = [34.466789, 31.501521] as const;

test('each format has its own order, and none more than a metre', () => {
	expect(toKml([...GAZA])).toBe('34.46679,31.50152');
	expect(toLatLonText([...GAZA])).toBe('31.50152, 34.46679');
	expect(toNamed([...GAZA])).toEqual({ lat: 31.50152, lng: 34.46679 });
	expect(fromLatLon(31.5, 34.4)).toEqual([34.4, 31.5]);
});

test('no number is written in a form only programmers read', () => {
	expect(toKml([0.0000001, -0.0000001])).toBe('0,0');
});
