import { expect, test } from 'vitest';
import { nameIn, waterNameIn } from '#lib/map/basemap/label-language.ts';
import { evaluate } from '../evaluate.ts';

const KYIV = { n: 'Kyiv', n_uk: 'Київ', n_ar: 'كييف' };

test('a place is named in the reader’s language', () => {
	expect(evaluate(nameIn('uk'), KYIV)).toBe('Київ');
	expect(evaluate(nameIn('en'), KYIV)).toBe('Kyiv');
});

test('a place without a name in that language keeps the English one', () => {
	expect(evaluate(nameIn('es'), KYIV)).toBe('Kyiv');
});

test('seas have names in Russian and Spanish, which the file lacks', () => {
	const sea = { n: 'Black Sea', n_fr: 'Mer Noire' };
	expect(evaluate(waterNameIn('ru'), sea)).toBe('Чёрное море');
	expect(evaluate(waterNameIn('es'), sea)).toBe('Mar Negro');
	expect(evaluate(waterNameIn('fr'), sea)).toBe('Mer Noire');
	expect(evaluate(waterNameIn('ru'), { n: 'Lake Volta' })).toBe('Lake Volta');
});
