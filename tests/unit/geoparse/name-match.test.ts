import { describe, expect, test } from 'vitest';
import { fitOf, nameKey } from '#lib/geoparse/name-match.ts';

const fit = (query: string, name: string) => fitOf(nameKey(query), nameKey(name));

describe('the same name', () => {
	test.each([
		['deir al-balah', 'Deir al-Balah'],
		['Deir al Balah', 'Deir al-Balah'],
		['DORI', 'Dori'],
		['Kupiansk', "Kup'iansk"],
		['Segou', 'Ségou'],
		['الشجاعيه', 'الشجاعية'],
		['شجاعية', 'الشجاعية'],
		['أبو', 'ابو'],
		['Артёмовск', 'Артемовск']
	])('%s is %s', (query, name) => {
		expect(fit(query, name)).toBe(0);
	});
});

test('the beginning of a name comes before a word within it, and that before words apart', () => {
	const fits = [fit('khan', 'Khan Younis'), fit('younis', 'Khan Younis'), fit('younis khan', 'Khan Younis')];
	expect(fits).toEqual(fits.toSorted((a, b) => a - b));
	expect(new Set(fits).size).toBe(3);
});

test('a name written in one word is found', () => {
	expect(fit('khanyounis', 'Khan Younis')).toBeLessThan(Infinity);
});

test('an article that the name lacks does not matter', () => {
	expect(fit('al shifa hospital', 'Shifa Hospital')).toBeLessThan(Infinity);
});

test.each([
	['ratmask', 'Kramatorsk'],
	['', 'Gaza'],
	['…', 'Gaza'],
	['al', 'Gaza']
])('%j does not fit %s', (query, name) => {
	expect(fit(query, name)).toBe(Infinity);
});
