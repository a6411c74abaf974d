import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Place } from '#lib/domain/place.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { caseForms } from '#lib/geoparse/cyrillic.ts';
import { buildGazetteer } from '#lib/geoparse/gazetteer.ts';
import { geoparse } from '#lib/geoparse/geoparse.ts';
import { GAZETTEER, PLACES } from './places.ts';

/** The small gazetteer, and Bakhmut as Arabic calls it. */
const withArabicName = buildGazetteer(
	PLACES.map((place) =>
		place.id === 'ua-bakhmut' ? { ...place, names: { ...place.names, ar: ['باخموت'] } } : place
	)
);
const POSTED = '2023-11-20T10:00:00Z';
const read = (text: string) => geoparse({ text, publishedAt: POSTED }, GAZETTEER);

describe('names of places', () => {
	test.each([
		['Avdiivka was shelled', 'ua-avdiivka'],
		['AVDIIVKA UNDER FIRE', 'ua-avdiivka'],
		['#avdiivka Shelling', 'ua-avdiivka'],
		["Kupiansk's railway was hit", 'ua-kupiansk'],
		['В Авдеевке идут бои', 'ua-avdiivka'],
		['Обстрел Авдеевки', 'ua-avdiivka'],
		['обстріл в Авдіївці', 'ua-avdiivka'],
		['Над Харьковом сбит дрон', 'ua-kharkiv'],
		['Удар по Харкову', 'ua-kharkiv'],
		['у Харкові вибухи', 'ua-kharkiv'],
		['обстріл в Куп’янську', 'ua-kupiansk'],
		['в Сумах слышны взрывы', 'ua-sumy'],
		['Бои за Часов Яр', 'ua-chasiv-yar'],
		['бои в Часовом Яре', 'ua-chasiv-yar'],
		['бої у Часовому Яру', 'ua-chasiv-yar'],
		['вибухи у Києві', 'ua-kyiv'],
		['Штурм Артёмовска', 'ua-bakhmut'],
		['قصف على رفح', 'ps-rafah'],
		['غارة برفح', 'ps-rafah'],
		['قصف وخانيونس', 'ps-khan-younis'],
		['اشتباكات في خان يونس', 'ps-khan-younis'],
		['اقتحام للشجاعية', 'ps-shujaiyya'],
		['قصف حَيّ الشُّجاعيّة', 'ps-shujaiyya'],
		['Shujaiyya: clashes', 'ps-shujaiyya'],
		['Attaque à Menaka', 'ml-menaka'],
		["L'attaque de Djibo", 'bf-djibo']
	])('%s', (text, id) => {
		expect(read(text)).toMatchObject({ place: id, reason: null });
	});

	test.each([
		'Счастье есть, и оно рядом',
		'У нас золотое сердце',
		'الزيتون شجرة مباركة',
		'Il faut se libérer. Ber dit non.',
		'We met at the bar with Kaya',
		'В этом году собрали много',
		''
	])('an ordinary word is no place: %s', (text) => {
		expect(read(text)).toMatchObject({ point: null, reason: 'no place named' });
	});

	test.each([
		['Обстрел: в городе Счастье ранены двое', 'ua-shchastia'],
		['قصف حي الزيتون', 'ps-zeitoun'],
		['attaque au village de Ber', 'ml-ber']
	])('a guarded name counts next to a cue: %s', (text, id) => {
		expect(read(text).place).toBe(id);
	});

	test('a village near a town is the village; a town alone after "near" is an area around it', () => {
		expect(read('Fighting in Klishchiivka near Bakhmut')).toMatchObject({
			place: 'ua-klishchiivka',
			geo_precision: 'settlement'
		});
		expect(read('Fighting near Bakhmut')).toMatchObject({
			place: 'ua-bakhmut',
			geo_precision: 'near',
			uncertainty_m: 25_000
		});
		expect(read('Бои под Бахмутом')).toMatchObject({ place: 'ua-bakhmut', geo_precision: 'near' });
	});

	test.each([
		'Clashes in the Pokrovsk direction',
		'Бои на покровском направлении',
		'Штурмы на Авдеевском направлении',
		'Покровський напрямок: бої',
		'На Покровському напрямку тривають бої'
	])('a direction is near the town it is named after: %s', (text) => {
		expect(read(text)).toMatchObject({ geo_precision: 'near', reason: null });
	});

	test('a quarter is finer than its city', () => {
		expect(read('قصف مدفعي على حي الشجاعية شرق مدينة غزة').place).toBe('ps-shujaiyya');
	});

	test('two towns apart place nothing and stay as candidates', () => {
		const placement = read('Strikes on Rafah and Khan Younis');
		expect(placement).toMatchObject({ point: null, reason: 'several places named', confidence: 0 });
		expect(placement.candidates.map(({ place }) => place)).toEqual(
			expect.arrayContaining(['ps-rafah', 'ps-khan-younis'])
		);
	});

	test('between two towns is in neither, also when a name is guarded', () => {
		for (const text of [
			'Attaque contre un convoi entre Ber et Taboye',
			'A convoy was hit between the town of Ménaka and Ber',
			'Бои между Авдеевкой и Бахмутом',
			'Бої між Авдіївкою та Бахмутом'
		]) {
			expect(read(text), text).toMatchObject({ point: null, reason: 'several places named' });
		}
	});

	test('towns joined after "near" are both only near; a capital that speaks is its government', () => {
		expect(read('Fighting near Bakhmut and Avdiivka')).toMatchObject({
			point: null,
			reason: 'several places named'
		});
		expect(read('Kharkiv was shelled. Kyiv says two were killed').place).toBe('ua-kharkiv');
		expect(read('Обстрел Харькова, заявил Киев. Киев сообщил о двух раненых').reason).toBe(
			'several places named'
		);
	});

	test('two places of one name place nothing, unless the region is named', () => {
		expect(read('Shelling of Ivanivka')).toMatchObject({ point: null, reason: 'place name is ambiguous' });
		expect(read('Shelling of Ivanivka, Donetsk Oblast').place).toBe('ua-ivanivka-2');
	});

	test('a name that is the city and the Strip is the Strip', () => {
		expect(read('Strikes in Gaza')).toMatchObject({
			place: 'ps-gaza-strip',
			geo_precision: 'area',
			uncertainty_m: 23_000
		});
	});

	test('a region is a region, never the town it is named after', () => {
		for (const text of [
			'Shelling in Donetsk region',
			'Обстрел Донецкой области',
			'Обстріл Донецької області'
		]) {
			expect(read(text)).toMatchObject({ place: 'ua-donetsk-oblast', geo_precision: 'admin1' });
		}
		expect(read('Обстрел Донецка').place).toBe('ua-donetsk');
		expect(read('Attaque à Djibo, province du Soum')).toMatchObject({
			place: 'bf-djibo',
			geo_precision: 'settlement'
		});
	});

	test.each([
		'Rafah is a red line',
		'Tombouctou est un beau film',
		'Не треба про фортецю Бахмут',
		'جباليا ليست مجرد اسم'
	])('a place that is only spoken of is not where something happened: %s', (text) => {
		expect(read(text)).toMatchObject({ point: null });
	});

	test('a distance from a place is a point of its own, as uncertain as it is far', () => {
		const [lon, lat] = [37.999, 48.594];
		const readings = [
			'Clashes 10 km west of Bakhmut',
			'Бои в 10 км западнее Бахмута',
			'Бої за 10 км на захід від Бахмута',
			"Combats à 10 km à l'ouest de Bakhmut",
			'اشتباكات على بعد 10 كم غرب باخموت'
		].map((text) => geoparse({ text }, withArabicName));
		for (const { point, geo_precision, uncertainty_m } of readings) {
			expect(point?.[0]).toBeCloseTo(lon - 0.136, 2);
			expect(point?.[1]).toBeCloseTo(lat, 2);
			expect(geo_precision).toBe('near');
			expect(uncertainty_m).toBe(5_500);
		}
		expect(read('Clashes 5 km from Bakhmut')).toMatchObject({ point: [lon, lat], uncertainty_m: 7_000 });
		expect(read('Clashes 500 km from Bakhmut').uncertainty_m).toBe(25_000);
	});

	test('where something comes from or goes to is not where it happened', () => {
		for (const text of [
			'Kharkiv was shelled, the train to Kyiv burns',
			'Удар по Харькову, поезд до Киева горит',
			'Удар по Харкову, поїзд до Києва горить',
			'قصف رفح، النازحون قادمون من خان يونس'
		]) {
			expect(['ua-kharkiv', 'ps-rafah'], text).toContain(read(text).place);
		}
	});

	test('capitals that talk to each other are governments', () => {
		for (const text of ['Washington and Kyiv fight over terms', 'Москва и Киев: бой за слова']) {
			expect(read(text).point, text).toBeNull();
		}
	});

	test('a district is put at its seat, and is as wide as it is', () => {
		expect(read('Attaque dans la province du Soum')).toMatchObject({
			place: 'bf-soum',
			geo_precision: 'admin2'
		});
	});

	test('spellings of other hands are found', () => {
		expect(read('Clashes in Kupyansk').place).toBe('ua-kupiansk');
		expect(read('Shelling of Krasnyy Luch').point).toBeNull();
		expect(read('Strike on Shujaiya').place).toBe('ps-shujaiyya');
		expect(read('Strike on Khan Yunis').place).toBe('ps-khan-younis');
	});

	test('a country alone places nothing', () => {
		expect(read('Explosions in Mali')).toMatchObject({ point: null, reason: 'only a country named' });
	});

	test('datelines and signatures are not where it happened', () => {
		expect(read('KYIV, Nov 20 (Reuters) - Missiles struck Kharkiv').place).toBe('ua-kharkiv');
		expect(read('Ouagadougou, 20 nov. 2023 (AIB) – Attaque contre Djibo').place).toBe('bf-djibo');
		expect(read('Удар по Харькову\n\nПодпишись: Новости Киева t.me/x').place).toBe('ua-kharkiv');
	});

	test('only the fronts asked for are searched', () => {
		expect(geoparse({ text: 'Attack on Kidal', theatres: ['ukraine'] }, GAZETTEER).point).toBeNull();
		expect(geoparse({ text: '48.1394, 37.7450', theatres: ['gaza'] }, GAZETTEER)).toMatchObject({
			point: null,
			reason: 'coordinates are outside the fronts'
		});
	});

	test('coordinates count before names; several spots place nothing', () => {
		expect(read('Kharkiv: 48.1394, 37.7450')).toMatchObject({
			point: [37.745, 48.1394],
			place: null,
			place_name: 'Avdiivka',
			geo_precision: 'exact'
		});
		expect(read('48.1394, 37.7450 and 48.5940, 37.9990')).toMatchObject({
			point: null,
			reason: 'several places named'
		});
		expect(read('37.7450, 48.1394')).toMatchObject({ point: null, reason: 'coordinates are ambiguous' });
	});

	test('a point the platform attached counts where the text has none', () => {
		const attached = { point: [37.745, 48.1394] as [number, number], precision: 'exact' as const };
		expect(geoparse({ text: 'here', attached }, GAZETTEER)).toMatchObject({
			point: [37.745, 48.1394],
			theatre: 'ukraine'
		});
		expect(geoparse({ text: 'here', attached: { ...attached, point: [0, 0] } }, GAZETTEER).point).toBeNull();
	});

	test('a point and a reason exclude each other, whatever the text', () => {
		const words = fc.constantFrom(
			'Авдеевка',
			'Rafah',
			'غزة',
			'near',
			'в',
			'48.1394, 37.7450',
			'Mali',
			'Donetsk',
			'region',
			'.',
			'\n',
			'Ber',
			'under',
			'😀'
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'grapheme' }),
					fc.array(words).map((list) => list.join(' '))
				),
				(text) => {
					const { point, reason, theatre, confidence } = read(text);
					expect(point === null).toBe(reason !== null);
					expect(point === null).toBe(theatre === null);
					expect(confidence > 0).toBe(point !== null);
				}
			)
		);
	});
});

test('case forms of names do not reach ordinary words', () => {
	expect(caseForms('ровно').has('ровный')).toBe(false);
	expect(caseForms('золотое').has('золото')).toBe(false);
	expect(caseForms('сумы').has('сумма')).toBe(false);
});

test('a very long text is read to its end: a step that grew with the square of it would not be', () => {
	const text = 'В Авдеевке и Бахмуте идут бои, غزة, Rafah. ';
	const few = read(text.repeat(10));
	expect(read(text.repeat(5_000))).toEqual(few);
}, 20_000);

test.each([
	['capitals in a bracket that never closes', `Kyiv (${'A'.repeat(60_000)}`],
	['tags without end', `Rafah was hit\n${'#_'.repeat(30_000)}`],
	['digits', `Rafah was hit ${'1 '.repeat(60_000)}`],
	['distances', `${'5 km west of the '.repeat(8_000)}Rafah was hit`],
	['one letter', 'а'.repeat(200_000)],
	['apostrophes', "d'l'".repeat(40_000)],
	['spaces', ' '.repeat(200_000)],
	['names alone', 'Авдеевка '.repeat(20_000)]
])('a text made to be slow is read like any other: %s', (_, text) => {
	expect(() => read(text)).not.toThrow();
});

const directory = new URL('../../../supabase/gazetteer/', import.meta.url);
const files = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.json')) : [];

describe('the gazetteer of the project', () => {
	const places = files.flatMap(
		(file) => JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as Place[]
	);
	const gazetteer = buildGazetteer(places);

	test.each([
		['Israeli tanks advance in Jabalia camp', 'gaza'],
		['اشتباكات في مخيم جباليا', 'gaza'],
		['Бои в Авдеевке', 'ukraine'],
		['Обстріл Херсона', 'ukraine'],
		['Attaque contre le camp militaire de Ménaka', 'sahel']
	])('places %s', (text, theatre) => {
		expect(geoparse({ text, publishedAt: POSTED }, gazetteer)).toMatchObject({ theatre, reason: null });
	});

	test.each([
		'The Kharkiv offensive of 2022 remains the model, artillery decided it.',
		'The UN Security Council met on Gaza; Washington vetoed the ceasefire resolution.',
		'Hamas delegation arrives in Cairo for truce talks, a source in Ramallah said.',
		'Our series on the siege of Mariupol: read part three.',
		'Israel strikes Lebanon; rockets are fired. Analysis from Jerusalem.',
		"Un obus tombe, c'est la guerre, dit le poète de Tombouctou dans son livre.",
		"Le président a reçu à Ouagadougou l'ambassadeur.",
		'صواريخ المقاومة وصلت إلى تل أبيب في 2021، يقول المحلل.',
		'Ракетна небезпека для Харкова!',
		'Потери под Бахмутом в 2023 году были огромны, вспоминает ветеран.',
		'Зеленский заявил в Киеве, что переговоры продолжатся.',
		'Солдат Лиман Иван ранен',
		'Новости Донецка и Луганска: обстрелы и сводки каждый день'
	])('places nothing of what only speaks of a place: %s', (text) => {
		expect(geoparse({ text, publishedAt: '2025-06-01T10:00:00Z' }, gazetteer).point).toBeNull();
	});

	test('never takes a town for one of another name', () => {
		const settlements = places.filter(({ kind, guard }) => !guard && (kind === 'city' || kind === 'town'));
		const wrong = settlements.flatMap((place) => {
			const name = place.names['en']?.[0] ?? '';
			const placement = geoparse({ text: `Shelling in ${name}`, theatres: THEATRES }, gazetteer);
			const found = places.find(({ id }) => id === placement.place);
			const isNamesake = found && Object.values(found.names).flat().includes(name);
			return found && found.id !== place.id && !isNamesake ? [`${place.id} → ${found.id}`] : [];
		});
		expect(wrong).toEqual([]);
	});
});
