import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Place } from '#lib/domain/place.ts';
import { districtsOf } from '#lib/server/districts.ts';

const places = ['gaza', 'ukraine', 'sahel'].flatMap((front): Place[] =>
	JSON.parse(readFileSync(new URL(`../../../supabase/gazetteer/${front}.json`, import.meta.url), 'utf8'))
);
const districtOf = districtsOf(places);

test.each([
	['ua-avdiivka', 'en', 'Donetsk Oblast'],
	['ua-avdiivka', 'uk', 'Донецька область'],
	['ps-jabalia-camp', 'en', 'North Gaza Governorate'],
	['ps-jabalia-camp', 'ar', 'محافظة شمال غزة'],
	['ua-black-sea', 'en', null],
	['nowhere', 'en', null],
	[null, 'en', null]
] as const)('%s in %s lies in %s', (place, lang, district) => {
	expect(districtOf(place, lang)).toBe(district);
});

test.each([
	['UA', 'uk', /[а-яіїєґ]/, ['Kyiv City', 'Sevastopol']],
	['PS', 'ar', /[ء-ي]/, []]
] as const)('the regions of %s are known in %s', (country, lang, letters, besides) => {
	const regions = new Map(
		places.flatMap((place): [string, string][] =>
			place.country === country && place.admin1 ? [[place.admin1, place.id]] : []
		)
	);
	const unknown = [...regions].filter(([, id]) => !letters.test(districtOf(id, lang)!));
	expect(unknown.map(([name]) => name).sort()).toEqual(besides);
});
