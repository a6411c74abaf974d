import { describe, expect, test } from 'vitest';
import { bitsApart, simhash64, wordsOf } from '#lib/domain/fingerprint.ts';
import {
	joinOrigins,
	sameOrigin,
	voicePrint,
	type OriginReason,
	type Voice
} from '#lib/domain/post-origin.ts';

const NOON = Date.parse('2024-03-10T12:00:00Z');
const HOUR = 3_600_000;

const voice = (id: number, text: string, other: Partial<Voice> = {}): Voice => ({
	...{ id, source: `source-${id}`, url: `https://t.me/source${id}/${id}`, forwarded_from: null },
	...{ at: NOON + id * HOUR, text, media: [], links: [] },
	...other
});
const why = (a: string, b: string, other: Partial<Voice> = {}): OriginReason | null =>
	sameOrigin(voicePrint(voice(1, a)), voicePrint(voice(2, b, other)));

const STRIKE =
	'A missile hit the railway station of Kramatorsk this morning, 12 people are wounded, rescuers still work at the site and the road towards Sloviansk is closed for traffic.';
const MOD = (day: string, tanks: number, place = 'Avdeevka') =>
	`Russian Defence Ministry report for ${day}. The Tsentr Group of Forces improved the situation along the front line near ${place}. Enemy losses amounted to up to 420 troops, ${tanks} tanks, two infantry fighting vehicles and five motor vehicles.`;
const RU =
	'Утром ракета попала в здание вокзала Краматорска, ранены 12 человек, спасатели продолжают работу на месте, дорога на Славянск закрыта.';
const AR =
	'طائرات الاحتلال تقصف مدرسة تؤوي نازحين في مخيم النصيرات وسط قطاع غزة وسقوط 14 شهيدا وعشرات الجرحى بينهم أطفال';

describe('of one origin or not', () => {
	test.each<[string, OriginReason | null, string, string, Partial<Voice>?]>([
		['the same words', 'same_words', STRIKE, STRIKE],
		[
			'with emojis and a signature',
			'same_words',
			STRIKE,
			`⚡️⚡️ ${STRIKE}\n\n@frontchannel https://t.me/joinus`
		],
		['in capitals, otherwise pointed', 'same_words', STRIKE, STRIKE.toUpperCase().replaceAll(',', ' –')],
		['Arabic with its vowel marks', 'same_words', AR, AR.replace('مدرسة', 'مَدْرَسَة')],
		['three days later', null, STRIKE, STRIKE, { at: NOON + 73 * HOUR }],
		['another number', null, STRIKE, STRIKE.replace('12', '15')],
		['another place in the same words', null, STRIKE, STRIKE.replace('Kramatorsk', 'Kupiansk')],
		['another place in Russian', null, RU, RU.replace('Краматорска', 'Купянска')],
		["another day's template", null, MOD('9 March', 3), MOD('10 March', 5)],
		['the same template, another place', null, MOD('9 March', 3), MOD('9 March', 3, 'Ugledar')],
		['a translation', null, STRIKE, RU],
		[
			'in other words',
			null,
			STRIKE,
			'Kramatorsk: the station was shelled at dawn, a dozen hurt, the highway is shut.'
		],
		['short words anyone writes', null, 'Air alert in the region', 'Air alert in the region']
	])('%s: %s', (_, expected, a, b, other) => {
		expect(why(a, b, other)).toBe(expected);
	});

	test('a word added to a long text', () => {
		const long = `${STRIKE} ${MOD('9 March', 3)} ${STRIKE.replace('railway', 'bus')} ${MOD('8 March', 4)}`;
		expect(why(long, `${long} Subscribe`)).toBe('nearly_same_words');
	});

	test('a forward of any age, and two forwards of one post', () => {
		const late = { at: NOON + 900 * HOUR, forwarded_from: 'https://t.me/s/source1/1?single' };
		expect(why('x', 'y', late)).toBe('forward');
		const [a, b] = [2, 3].map((id) =>
			voicePrint(voice(id, `${id}`, { forwarded_from: 'https://t.me/lost/5' }))
		);
		expect(sameOrigin(a!, b!)).toBe('forward');
	});

	test("a channel's name alone is no post", () => {
		const [a, b] = [2, 3].map((id) =>
			voicePrint(voice(id, `${id}`, { forwarded_from: 'https://t.me/lost' }))
		);
		expect(sameOrigin(a!, b!)).toBeNull();
	});

	test('one picture, one page; not the picture a source always shows', () => {
		const media = ['https://cdn.example/file/abc123.jpg'];
		const [a, b] = [1, 2].map((id) => voice(id, `text ${id}`, { media }));
		expect(sameOrigin(voicePrint(a!), voicePrint(b!))).toBe('same_media');
		expect(sameOrigin(voicePrint(a!), voicePrint({ ...b!, source: a!.source }))).toBeNull();
		const links = ['https://www.example.org/news/2024/03/10/station?utm_source=tg'];
		const other = ['https://example.org/news/2024/03/10/station'];
		const [c, d] = [voice(3, 'c', { links }), voice(4, 'd', { links: other })];
		expect(sameOrigin(voicePrint(c), voicePrint(d))).toBe('same_page');
		const home = { links: ['https://example.org/'] };
		expect(sameOrigin(voicePrint(voice(5, 'e', home)), voicePrint(voice(6, 'f', home)))).toBeNull();
	});
});

describe('origins of many posts', () => {
	test('later posts go back to the first, whatever their order', () => {
		const posts = [voice(3, STRIKE), voice(1, STRIKE), voice(2, `${STRIKE} @other`), voice(4, RU)];
		expect(joinOrigins(posts.map(voicePrint)).toSorted((a, b) => a.id - b.id)).toEqual([
			{ id: 2, with: 1, why: 'same_words' },
			{ id: 3, with: 1, why: 'same_words' }
		]);
	});

	test('a page that everybody links to says nothing', () => {
		const posts = Array.from({ length: 200 }, (_, n) =>
			voice(n + 1, `post ${n}`, { at: NOON + n, links: ['https://example.org/donate/card/12'] })
		);
		expect(joinOrigins(posts.map(voicePrint)).length).toBeLessThan(60);
	});
});

test('a print of near words is near, one of other words far', () => {
	const [a, b, c] = [STRIKE, STRIKE.replace('closed for', 'shut to'), MOD('9 March', 3)].map((text) =>
		simhash64(wordsOf(text))
	);
	expect(bitsApart(a!, a!)).toBe(0);
	expect(bitsApart(a!, b!)).toBeLessThan(bitsApart(a!, c!));
	expect(bitsApart(a!, c!)).toBeGreaterThan(16);
	expect(bitsApart('ffffffffffffffff', '0000000000000000')).toBe(64);
});
