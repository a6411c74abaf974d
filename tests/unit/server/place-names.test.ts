import { describe, expect, test } from 'vitest';
import { LANGS } from '#lib/domain/view.ts';
import { forReader } from '#lib/server/for-reader.ts';
import { indexOf, placeNames } from '#lib/server/place-names.ts';
import { aReport } from '../publish/a-report.ts';

const index = indexOf([
	{
		id: 'ps-jabalia',
		country: 'PS',
		names: { en: ['Jabalia', 'Jabaliya'], ar: ['جباليا'], he: ["ג'באליה"], fr: ['Jabaliya'] }
	},
	{
		id: 'ua-bakhmut',
		country: 'UA',
		names: { en: ['Bakhmut'], uk: ['Бахмут'], ru: ['Бахмут'], ar: ['باخموت'] },
		former: { en: ['Artemivsk'] }
	},
	{ id: 'ml-tessit', country: 'ML', names: { en: ['Tessit'], fr: ['Tessit'] } },
	{ id: 'il-beeri', country: 'IL', names: { en: ["Be'eri"], he: ['בארי'] } },
	{ id: 'ps-rafah-crossing', country: 'PS', names: { en: ['Rafah crossing'], ar: ['معبر رفح'] } }
]);
const named = (place_id: string | null, place_name: string, lang: (typeof LANGS)[number]) =>
	placeNames(index, { place_id, place_name }, lang);

describe('a place', () => {
	test('has the reader’s name, and beside it the local one', () => {
		expect(named('ps-jabalia', 'Jabalia', 'en')).toEqual({
			...{ reader: 'Jabalia', local: 'جباليا', local_lang: 'ar' }
		});
		expect(named('ua-bakhmut', 'Bakhmut', 'ar')).toEqual({
			...{ reader: 'باخموت', local: 'Бахмут', local_lang: 'uk' }
		});
		expect(named('il-beeri', 'Be’eri', 'en')).toMatchObject({
			reader: 'Be’eri',
			local: 'בארי',
			local_lang: 'he'
		});
	});

	test('is not named twice where both names are one', () => {
		for (const [id, name, lang] of [
			['ps-jabalia', 'Jabalia', 'ar'],
			['ua-bakhmut', 'Bakhmut', 'ru'],
			['ml-tessit', 'Tessit', 'en']
		] as const) {
			expect(named(id, name, lang).local, `${id} ${lang}`).toBeNull();
		}
	});

	test('keeps the report’s own spelling where that is one of the reader’s language', () => {
		expect(named('ps-jabalia', 'Jabaliya', 'en').reader).toBe('Jabaliya');
	});

	test('a former name leads to the present one', () => {
		expect(named('ua-bakhmut', 'Artemivsk', 'en')).toMatchObject({ reader: 'Bakhmut', local: 'Бахмут' });
	});

	test('has its English name where the reader’s language has none', () => {
		expect(named('ps-jabalia', 'Jabalia', 'es')).toMatchObject({ reader: 'Jabalia', local: 'جباليا' });
	});

	test('words that are more than the place’s name stay as they are', () => {
		for (const lang of LANGS) {
			expect(named('ps-rafah-crossing', 'Rafah crossing, Palestinian side', lang)).toEqual({
				...{ reader: 'Rafah crossing, Palestinian side', local: null, local_lang: null }
			});
			expect(named(null, 'Somewhere', lang).reader).toBe('Somewhere');
			expect(named('xx-unknown', 'Elsewhere', lang).reader).toBe('Elsewhere');
		}
	});
});

test('a citation carries the side its source is on, and only then', () => {
	const completed = forReader(index, new Map([['isw', 'Private press']]))(aReport(), 'en');
	expect(completed.citations.map(({ side }) => side)).toEqual(['Private press', undefined]);
	expect(completed.place_names).toEqual({ reader: 'Jabalia refugee camp', local: null, local_lang: null });
});
