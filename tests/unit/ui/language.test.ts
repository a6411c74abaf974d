import { expect, test } from 'vitest';
import { directionOf, intlLocale, languageOf } from '#lib/ui/language.ts';

const of = (search: string, header: string | null = null) => languageOf(new URLSearchParams(search), header);

test('the address decides over the browser', () => {
	expect(of('lang=ar', 'fr')).toBe('ar');
});

test.each([
	['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
	['de,uk;q=0.7,ru;q=0.9', 'ru'],
	['de-DE, nl;q=0.8', 'en'],
	['*', 'en'],
	['es;q=0, uk;q=0.1', 'uk'],
	['', 'en']
])('a browser that prefers "%s" reads %s', (header, lang) => {
	expect(of('', header)).toBe(lang);
});

test('a language that does not exist here is passed over', () => {
	expect(of('lang=tlh', 'es')).toBe('es');
});

test('only Arabic is written from right to left', () => {
	expect([directionOf('ar'), directionOf('uk')]).toEqual(['rtl', 'ltr']);
});

test('Arabic numbers stand beside grades and coordinates in the same digits', () => {
	expect(new Intl.NumberFormat(intlLocale('ar')).format(1234)).toMatch(/^1.?234$/);
});
