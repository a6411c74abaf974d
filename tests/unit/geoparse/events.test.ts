import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventTimeOf } from '#lib/geoparse/event-time.ts';
import { eventKindOf } from '#lib/geoparse/event-type.ts';
import { languageOf } from '#lib/geoparse/language.ts';

describe('the kind of event', () => {
	test.each([
		['Israeli airstrike hits a house', 'air_strikes'],
		['A drone attack killed three', 'air_strikes'],
		['غارات جوية على المدينة', 'air_strikes'],
		['Удар БПЛА по складу', 'air_strikes'],
		['Авіаудар по селу', 'air_strikes'],
		['Frappes de drone contre un convoi', 'air_strikes'],
		['Artillery shelled the village', 'shelling'],
		['Ночью обстреляли посёлок из РСЗО', 'shelling'],
		['Ворог обстріляв громаду', 'shelling'],
		['قصف مدفعي', 'shelling'],
		['Tirs de roquettes sur la ville', 'shelling'],
		['An IED blew up a truck', 'explosions'],
		['انفجار عبوة ناسفة', 'explosions'],
		['Un engin explosif improvisé a sauté', 'explosions'],
		['Heavy fighting continues', 'battles'],
		['Тяжёлые бои на окраине', 'battles'],
		['Тривають бої за село', 'battles'],
		['اشتباكات عنيفة', 'battles'],
		['Attaque contre un poste de gendarmerie', 'battles'],
		['Civilians were killed by gunmen', 'violence_against_civilians'],
		['Des villageois enlevés', 'violence_against_civilians'],
		['Thousands protest in the capital', 'protests_riots'],
		['مظاهرة حاشدة', 'protests_riots'],
		['A ceasefire was agreed', 'strategic_developments'],
		['Air defence shot down ten missiles', 'strategic_developments'],
		['ПВО сбили три беспилотника', 'strategic_developments'],
		['Settlers torched cars in the village', 'violence_against_civilians'],
		['Fierce clashes with mortar fire', 'battles'],
		['Подбиты четыре «Страйкера»', 'battles'],
		['Обломки беспилотника упали на дом', 'air_strikes'],
		['مسيرة حاشدة تنديدا بالعدوان', 'protests_riots'],
		['مسيرة تستهدف سيارة', 'air_strikes'],
		['استهداف دبابة ميركافا بقذيفة', 'battles'],
		['Une attaque contre un bus de passagers', 'violence_against_civilians'],
		['Families evacuated from the town', 'humanitarian'],
		['نزوح آلاف العائلات', 'humanitarian']
	])('%s: %s', (text, type) => {
		expect(eventKindOf(text)?.type).toBe(type);
	});

	test.each([
		'Good morning, subscribe to our channel',
		'Воздушная тревога отменена',
		'Повітряна тривога в області',
		'صباح الخير',
		'The minister gave an interview',
		''
	])('%s reports no event', (text) => {
		expect(eventKindOf(text)).toBeNull();
	});
});

describe('the time of the event', () => {
	const POSTED = '2023-11-20T10:00:00Z';
	test.each([
		['Shelling goes on', POSTED, 'day'],
		['Yesterday two were killed', '2023-11-19T00:00:00Z', 'day'],
		['Вчера обстреляли город', '2023-11-19T00:00:00Z', 'day'],
		['Учора обстріляли місто', '2023-11-19T00:00:00Z', 'day'],
		['Hier, une attaque', '2023-11-19T00:00:00Z', 'day'],
		['قصف أمس', '2023-11-19T00:00:00Z', 'day'],
		['Позавчера был бой', '2023-11-18T00:00:00Z', 'day'],
		['On 2023-11-14 a strike', '2023-11-14T00:00:00Z', 'day'],
		['At 2023-11-14T16:30Z a strike', '2023-11-14T16:30:00Z', 'minute'],
		['14.11.2023 обстрел', '2023-11-14T00:00:00Z', 'day'],
		['le 04/11/2023', '2023-11-04T00:00:00Z', 'day'],
		['On 14 November troops left', '2023-11-14T00:00:00Z', 'day'],
		['November 14, 2023', '2023-11-14T00:00:00Z', 'day'],
		['14 ноября', '2023-11-14T00:00:00Z', 'day'],
		['14 листопада', '2023-11-14T00:00:00Z', 'day'],
		['يوم 14 نوفمبر', '2023-11-14T00:00:00Z', 'day'],
		['le 14 novembre 2023', '2023-11-14T00:00:00Z', 'day'],
		['31.12.2023: later than the post', POSTED, 'day'],
		['since 24.02.2022 and on', POSTED, 'day'],
		['с 14.11.2023 идут бои', POSTED, 'day'],
		['from 13.11.2023 to 14.11.2023', '2023-11-14T00:00:00Z', 'day'],
		['13.11.2023 and 14.11.2023', POSTED, 'day'],
		['31.02.2023', POSTED, 'day'],
		['48.145278 and version 1.2.2023.4', POSTED, 'day']
	])('%s', (text, occurredAt, precision) => {
		expect(eventTimeOf(text, POSTED)).toEqual({ occurredAt, precision });
	});

	test.each([
		['On Tuesday two were killed', '2023-11-14T00:00:00Z', 'day'],
		['во вторник обстреляли', '2023-11-14T00:00:00Z', 'day'],
		['у вівторок обстріляли', '2023-11-14T00:00:00Z', 'day'],
		['mardi, une attaque', '2023-11-14T00:00:00Z', 'day'],
		['قصف يوم الثلاثاء', '2023-11-14T00:00:00Z', 'day'],
		['three days ago', '2023-11-17T00:00:00Z', 'day'],
		['три дня назад', '2023-11-17T00:00:00Z', 'day'],
		['il y a trois jours', '2023-11-17T00:00:00Z', 'day'],
		// Kyiv is two hours ahead of UTC in winter; whose clock a post goes by is not sure.
		['в 06:20 взрывы', '2023-11-20T04:20:00Z', 'hour'],
		['близько 5 ранку', '2023-11-20T03:00:00Z', 'hour'],
		['17 листопада о 06:20', '2023-11-17T04:20:00Z', 'hour'],
		['в 23:40 взрывы', POSTED, 'day'],
		['ночью обстрел', POSTED, 'day'],
		['вночі обстріл', POSTED, 'day'],
		['с понедельника идут бои', POSTED, 'day'],
		['since Monday', POSTED, 'day'],
		['с 04:00 до 06:30 обстрел', '2023-11-20T00:00:00Z', 'day'],
		['On Tuesday and on Sunday', POSTED, 'day'],
		['The 14th brigade and 2:1 odds', POSTED, 'day']
	])('said in words: %s', (text, occurredAt, precision) => {
		expect(eventTimeOf(text, POSTED, { theatre: 'ukraine' })).toEqual({ occurredAt, precision });
	});

	test('a clock of one zone is kept to the minute', () => {
		expect(eventTimeOf('At 6:20 am a strike', POSTED, { lang: 'en', theatre: 'gaza' })).toEqual({
			occurredAt: '2023-11-20T04:20:00Z',
			precision: 'minute'
		});
	});

	test('is never after the post, whatever the text', () => {
		const words = fc.constantFrom(
			...'on Tuesday|at 23:59|вчера|в пятницу|о 14:30|demain|lundi|vers 16h30|غدا|الساعة 5|yesterday|31.12|20.11.2023|tonight|in 3 days|через 2 дня'.split(
				'|'
			)
		);
		fc.assert(
			fc.property(fc.array(words, { maxLength: 4 }), fc.string(), (list, rest) => {
				const time = eventTimeOf(`${list.join(' ')} ${rest}`, POSTED, { theatre: 'ukraine' });
				expect(Date.parse(time!.occurredAt)).toBeLessThanOrEqual(Date.parse(POSTED));
			})
		);
	});

	test('a post without a time has none, unless its text says it', () => {
		expect(eventTimeOf('Yesterday', null)).toBeNull();
		expect(eventTimeOf('14 November', null)).toBeNull();
		expect(eventTimeOf('14.11.2023', null)).toEqual({ occurredAt: '2023-11-14T00:00:00Z', precision: 'day' });
	});

	test('a day without a year is the last one before the post', () => {
		expect(eventTimeOf('on 30 December', '2024-01-05T00:00:00Z')?.occurredAt).toBe('2023-12-30T00:00:00Z');
	});
});

describe('the language', () => {
	test.each([
		['Ворог обстріляв місто', ['ru', 'uk'], 'uk'],
		['Обстреляны жилые дома', ['ru', 'uk'], 'ru'],
		['قصف على غزة', ['en'], 'ar'],
		['Artillery shelled the village again', ['en', 'fr'], 'en'],
		['Une attaque a fait plusieurs morts dans le village', ['en', 'fr'], 'fr'],
		['Удар по городу', ['ru'], 'ru'],
		['https://t.me/x 12', ['en'], null],
		['⚡️', ['en'], null]
	])('of %s', (text, declared, language) => {
		expect(languageOf(text, declared)).toBe(language);
	});
});
