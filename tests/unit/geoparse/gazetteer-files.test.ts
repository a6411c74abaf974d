/** The gazetteer that ships: every place is where it says it is, and can be found by a name. */
import { describe, expect, test } from 'vitest';
import type { BoundingBox } from '#lib/domain/location.ts';
import { theatreAt } from '#lib/domain/theatre.ts';
import { fold, tokensOf } from '#lib/geoparse/tokens.ts';
import { readPlaces } from '#lib/ingest/gazetteer-files.ts';

const problems: string[] = [];
const places = await readPlaces('supabase/gazetteer', (problem) => problems.push(problem));

/** Degrees: west, south, east, north; generous by a few kilometres. */
const COUNTRY: Record<string, BoundingBox> = {
	UA: [22.1, 43.7, 40.3, 52.4],
	RU: [31.5, 43.3, 42.0, 54.1],
	PS: [34.2, 31.2, 35.6, 32.6],
	IL: [34.2, 29.4, 35.95, 33.4],
	LB: [35.0, 33.0, 36.7, 34.7],
	EG: [24.6, 21.9, 37.0, 31.8],
	ML: [-12.3, 10.1, 4.3, 25.1],
	BF: [-5.6, 9.3, 2.5, 15.2],
	NE: [0.1, 11.6, 16.1, 23.6]
};
const UNIT: Record<string, BoundingBox> = {
	'UA Donetsk': [36.4, 46.8, 39.2, 49.3],
	'UA Luhansk': [37.7, 47.8, 40.3, 50.2],
	'UA Zaporizhzhia': [34.1, 46.2, 37.3, 48.2],
	'UA Kherson': [31.4, 45.7, 35.4, 47.7],
	'UA Kharkiv': [34.8, 48.5, 38.2, 50.5],
	'UA Sumy': [32.9, 50.1, 35.8, 52.4],
	'UA Chernihiv': [30.4, 50.2, 33.6, 52.4],
	'UA Mykolaiv': [30.1, 46.3, 33.2, 48.3],
	'UA Dnipropetrovsk': [32.9, 47.3, 37.1, 49.2],
	'UA Crimea': [32.4, 44.3, 36.7, 46.3],
	'UA Kyiv': [29.2, 49.1, 32.2, 51.6],
	'UA Poltava': [32.0, 48.7, 35.6, 50.6],
	'UA Odesa': [28.1, 45.1, 31.4, 48.3],
	'RU Belgorod': [35.3, 49.8, 39.3, 51.5],
	'RU Kursk': [34.0, 50.8, 38.6, 52.5],
	'RU Bryansk': [31.2, 51.8, 35.4, 54.1],
	'PS North Gaza': [34.43, 31.48, 34.58, 31.6],
	'PS Gaza': [34.35, 31.44, 34.52, 31.56],
	'PS Deir al-Balah': [34.28, 31.36, 34.43, 31.48],
	'PS Khan Younis': [34.22, 31.26, 34.4, 31.41],
	'PS Rafah': [34.2, 31.2, 34.36, 31.34],
	'PS Jenin': [34.98, 32.28, 35.45, 32.57],
	'PS Nablus': [35.1, 31.98, 35.52, 32.36],
	'PS Hebron': [34.85, 31.3, 35.35, 31.68]
};
const isIn = ([lon, lat]: readonly [number, number], [west, south, east, north]: BoundingBox) =>
	lon >= west && lon <= east && lat >= south && lat <= north;
const isUnit = ({ kind }: { kind: string }) =>
	kind === 'country' || kind === 'area' || kind.startsWith('admin');

describe('the gazetteer that ships', () => {
	test('has at least 1,500 places over the three fronts, none left out', () => {
		expect(problems).toEqual([]);
		expect(places.length).toBeGreaterThanOrEqual(1_500);
		const fronts = new Map<string, number>();
		for (const { point } of places) {
			const theatre = theatreAt(point) ?? 'none';
			fronts.set(theatre, (fronts.get(theatre) ?? 0) + 1);
		}
		for (const theatre of ['gaza', 'ukraine', 'sahel']) expect(fronts.get(theatre)).toBeGreaterThan(400);
	});

	test('has each id once', () => {
		const ids = places.map(({ id }) => id);
		expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
		expect(
			places.filter(({ id, country }) => !id.startsWith(`${country.toLowerCase()}-`)).map(({ id }) => id)
		).toEqual([]);
	});

	test('has each place in its country, and in its unit where that has a box', () => {
		const outside = places.filter(({ country, admin1, point, kind }) => {
			const unit = isUnit({ kind }) ? undefined : UNIT[`${country} ${admin1}`];
			return !isIn(point, COUNTRY[country] ?? [0, 0, 0, 0]) || (unit && !isIn(point, unit));
		});
		expect(outside.map(({ id, admin1, point }) => `${id} (${admin1}) at ${point}`)).toEqual([]);
	});

	test('has no two settlements on one point: a unit may lie at its seat', () => {
		const settled = places.filter((place) => !isUnit(place));
		const at = new Map<string, string>();
		const shared = settled.flatMap(({ id, point }) => {
			const other = at.get(point.join());
			at.set(point.join(), id);
			return other ? [`${other} and ${id} at ${point}`] : [];
		});
		expect(shared).toEqual([]);
	});

	/** Cities with the rank of an oblast: they are their own unit. */
	const OWN_UNIT = ['UA Kyiv City', 'UA Sevastopol'];
	test('knows the unit that each settlement says it lies in', () => {
		const words = (name: string) => tokensOf(name).map(({ forms }) => forms[0] ?? '');
		const units = new Set(
			places
				.filter(({ kind }) => kind === 'admin1')
				.flatMap(({ country, names }) =>
					Object.values(names)
						.flat()
						.flatMap((name) => {
							const all = words(name);
							return [all, all.slice(0, -1), all.slice(1), all.slice(2)].map(
								(part) => `${country} ${part.join(' ')}`
							);
						})
				)
		);
		const unknown = places.filter(
			({ kind, country, admin1 }) =>
				!isUnit({ kind }) && admin1 && !units.has(`${country} ${words(admin1).join(' ')}`)
		);
		const named = new Set(unknown.map(({ country, admin1 }) => `${country} ${admin1}`));
		expect([...named].filter((name) => !OWN_UNIT.includes(name))).toEqual([]);
	});

	test('has names that can be found: words in every language given', () => {
		const wordless = places.flatMap(({ id, names, former }) =>
			Object.values({ ...names, ...former })
				.flat()
				.filter((name) => tokensOf(name).length === 0 || fold(name).trim() === '')
				.map((name) => `${id}: "${name}"`)
		);
		expect(wordless).toEqual([]);
		expect(places.filter(({ names }) => !names['en']?.length).map(({ id }) => id)).toEqual([]);
	});

	test('writes each language in its own script', () => {
		const SCRIPT: Record<string, RegExp> = {
			ar: /^[\p{Script=Arabic}\p{M}\d\s\-ـ()'ʿ–.0-9A-Za-z]+$/u,
			ru: /^[\p{Script=Cyrillic}\dA-Za-z\s\-–—«»()'’№.]+$/u,
			uk: /^[\p{Script=Cyrillic}\d\s\-–—«»()'’ʼ№.]+$/u,
			he: /^[\p{Script=Hebrew}\d\s\-–'"׳״()]+$/u,
			en: /^[\p{Script=Latin}\d\s\-–'’‘ʿʾ".,()&/]+$/u,
			fr: /^[\p{Script=Latin}\d\s\-–'’".,()]+$/u
		};
		const wrong = places.flatMap(({ id, names, former }) =>
			[...Object.entries(names), ...Object.entries(former ?? {})].flatMap(([lang, list]) =>
				list
					.filter((name) => SCRIPT[lang] && !SCRIPT[lang].test(name))
					.map((name) => `${id} ${lang}: ${name}`)
			)
		);
		expect(wrong).toEqual([]);
	});
});
