/** A small gazetteer with the difficulties of the real one: inflection, homonyms, guarded and former names. */
import type { Place } from '#lib/domain/place.ts';
import { buildGazetteer } from '#lib/geoparse/gazetteer.ts';

type Names = Place['names'];
const place = (
	id: string,
	kind: Place['kind'],
	point: [number, number],
	names: Names,
	more: Partial<Place> = {}
): Place => ({
	id,
	kind,
	country: id.slice(0, 2).toUpperCase(),
	point,
	names,
	...more
});
const donetsk = { admin1: 'Donetsk' };

export const PLACES: Place[] = [
	place('ua-ukraine', 'country', [31.4, 48.9], { en: ['Ukraine'], ru: ['Украина'], uk: ['Україна'] }),
	place(
		'ua-donetsk-oblast',
		'admin1',
		[37.7, 48.1],
		{ en: ['Donetsk Oblast'], ru: ['Донецкая область'], uk: ['Донецька область'] },
		{ radius_m: 130_000 }
	),
	place('ua-donetsk', 'city', [37.8, 48.003], { en: ['Donetsk'], ru: ['Донецк'], uk: ['Донецьк'] }, donetsk),
	place(
		'ua-avdiivka',
		'town',
		[37.745, 48.1394],
		{ en: ['Avdiivka', 'Avdeevka'], ru: ['Авдеевка'], uk: ['Авдіївка'] },
		donetsk
	),
	place(
		'ua-bakhmut',
		'town',
		[37.999, 48.594],
		{ en: ['Bakhmut'], ru: ['Бахмут'], uk: ['Бахмут'] },
		{ ...donetsk, former: { en: ['Artemivsk'], ru: ['Артемовск', 'Артёмовск'] } }
	),
	place(
		'ua-klishchiivka',
		'village',
		[37.958, 48.528],
		{ en: ['Klishchiivka'], ru: ['Клещеевка'], uk: ['Кліщіївка'] },
		donetsk
	),
	place(
		'ua-pokrovsk',
		'town',
		[37.176, 48.282],
		{ en: ['Pokrovsk'], ru: ['Покровск'], uk: ['Покровськ'] },
		donetsk
	),
	place(
		'ua-chasiv-yar',
		'town',
		[37.834, 48.588],
		{ en: ['Chasiv Yar'], ru: ['Часов Яр'], uk: ['Часів Яр'] },
		donetsk
	),
	place(
		'ua-kharkiv',
		'city',
		[36.23, 49.99],
		{ en: ['Kharkiv'], ru: ['Харьков'], uk: ['Харків'] },
		{ admin1: 'Kharkiv' }
	),
	place(
		'ua-kupiansk',
		'town',
		[37.61, 49.71],
		{ en: ['Kupiansk'], ru: ['Купянск'], uk: ["Куп'янськ"] },
		{ admin1: 'Kharkiv' }
	),
	place('ua-sumy', 'city', [34.8, 50.91], { en: ['Sumy'], ru: ['Сумы'], uk: ['Суми'] }),
	place(
		'ua-rubizhne',
		'town',
		[38.37, 49.01],
		{ en: ['Rubizhne'], ru: ['Рубежное'], uk: ['Рубіжне'] },
		{ guard: true }
	),
	place(
		'ua-shchastia',
		'town',
		[39.23, 48.74],
		{ en: ['Shchastia'], ru: ['Счастье'], uk: ['Щастя'] },
		{ guard: true }
	),
	place(
		'ua-zolote',
		'town',
		[38.52, 48.68],
		{ en: ['Zolote'], ru: ['Золотое'], uk: ['Золоте'] },
		{ guard: true }
	),
	place('ua-kyiv', 'city', [30.52, 50.45], { en: ['Kyiv'], ru: ['Киев'], uk: ['Київ'] }),
	place(
		'ua-ivanivka-1',
		'village',
		[33.1, 46.7],
		{ en: ['Ivanivka'], uk: ['Іванівка'] },
		{ admin1: 'Kherson' }
	),
	place('ua-ivanivka-2', 'village', [36.9, 49.2], { en: ['Ivanivka'], uk: ['Іванівка'] }, donetsk),
	place(
		'ps-gaza-strip',
		'area',
		[34.37, 31.42],
		{ en: ['Gaza Strip', 'Gaza'], ar: ['قطاع غزة', 'غزة'] },
		{ radius_m: 23_000 }
	),
	place('ps-gaza-city', 'city', [34.45, 31.51], { en: ['Gaza City', 'Gaza'], ar: ['مدينة غزة', 'غزة'] }),
	place('ps-rafah', 'city', [34.25, 31.29], { en: ['Rafah'], ar: ['رفح'] }),
	place('ps-khan-younis', 'city', [34.306, 31.344], { en: ['Khan Younis'], ar: ['خان يونس'] }),
	place('ps-shujaiyya', 'neighbourhood', [34.475, 31.498], { en: ["Shuja'iyya"], ar: ['الشجاعية'] }),
	place('ps-zeitoun', 'neighbourhood', [34.45, 31.49], { en: ['Zeitoun'], ar: ['الزيتون'] }, { guard: true }),
	place('ml-mali', 'country', [-4, 17], { en: ['Mali'], fr: ['Mali'] }),
	place('ml-kidal', 'town', [1.41, 18.44], { en: ['Kidal'], fr: ['Kidal'] }),
	place('ml-menaka', 'town', [2.4, 15.92], { en: ['Ménaka'], fr: ['Ménaka'] }),
	place('ml-ber', 'village', [-2.53, 16.84], { en: ['Ber'], fr: ['Ber'] }, { guard: true }),
	place(
		'bf-djibo',
		'town',
		[-1.626, 14.099],
		{ en: ['Djibo'], fr: ['Djibo'] },
		{ admin1: 'Sahel', admin2: 'Soum' }
	),
	place(
		'bf-soum',
		'admin2',
		[-1.5, 14.2],
		{ en: ['Soum Province'], fr: ['Soum'] },
		{ radius_m: 60_000, guard: true }
	),
	place('bf-ouagadougou', 'city', [-1.53, 12.37], { en: ['Ouagadougou'], fr: ['Ouagadougou'] })
];
export const GAZETTEER = buildGazetteer(PLACES);
