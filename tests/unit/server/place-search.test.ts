import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { FoundSchema, MOST_PLACES } from '#lib/domain/place-search.ts';
import type { Lang } from '#lib/domain/view.ts';
import { GAZETTEER_DIRECTORY, readPlaces } from '#lib/ingest/gazetteer-files.ts';
import { buildPlaceSearch, find, type PlaceSearch } from '#lib/server/place-search.ts';

let search: PlaceSearch;
beforeAll(async () => {
	search = buildPlaceSearch(
		await readPlaces(GAZETTEER_DIRECTORY, (problem) => {
			throw new Error(problem);
		})
	);
});
const first = (query: string, lang: Lang = 'en') => find(search, query, lang).places[0];

describe('a place is found by its name in', () => {
	test.each([
		['English', 'Avdiivka', 'ua-avdiivka'],
		['Ukrainian', 'авдіївка', 'ua-avdiivka'],
		['Russian', 'АВДЕЕВКА', 'ua-avdiivka'],
		['Arabic', 'خان يونس', 'ps-khan-younis'],
		['Hebrew', 'חאן יונס', 'ps-khan-younis'],
		['French', 'Tombouctou', 'ml-tombouctou'],
		['half of English', 'Khan Y', 'ps-khan-younis']
	])('%s', (_, query, id) => {
		expect(first(query)?.id).toBe(id);
	});
});

test('the reader sees the name in their language, with the local one beside it', () => {
	expect(first('Avdiivka', 'ru')).toMatchObject({ name: 'Авдеевка', local: 'Авдіївка', local_lang: 'uk' });
	expect(first('Avdiivka', 'uk')).toMatchObject({ name: 'Авдіївка', local: null });
});

test('the region is named in the reader’s language too', () => {
	expect(first('Авдіївка', 'uk')?.admin1).toBe('Донецька область');
});

test('a former name finds the place and says why', () => {
	expect(first('Artemivsk')).toMatchObject({ name: 'Bakhmut', also: 'Artemivsk' });
	expect(first('Bakhmut')?.also).toBeNull();
});

test('coordinates are points, on a front or not', () => {
	expect(find(search, '31.5, 34.46', 'en')).toEqual({
		places: [],
		points: [{ point: [34.46, 31.5], swapped: false, theatre: 'gaza' }]
	});
	expect(find(search, '52.52, 13.405', 'en').points[0]).toMatchObject({ theatre: null });
});

test('never more than a short list, always in the promised form', () => {
	for (const query of ['a', 'al', 'К', 'ا', 'de', '1, 2']) {
		const found = find(search, query, 'fr');
		expect(found.places.length).toBeLessThanOrEqual(MOST_PLACES);
		expect(v.parse(FoundSchema, found)).toEqual(found);
	}
});

test('what nobody calls a place finds nothing', () => {
	expect(find(search, 'Atlantis', 'en')).toEqual({ places: [], points: [] });
});
