import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { THEATRE, THEATRES, theatreAt } from '#lib/domain/theatre.ts';
import { coordinatesIn } from '#lib/geoparse/coordinates.ts';

const AVDIIVKA = [37.745, 48.145] as const;
const near = ([lon, lat]: readonly [number, number]) => [expect.closeTo(lon, 2), expect.closeTo(lat, 2)];

describe('coordinates in text', () => {
	test.each([
		'Strike at 48.145278, 37.745 today',
		'48.145 37.745',
		'(48.14528; 37.74500)',
		'48.1452 N, 37.745 E',
		'48.145° N 37.745° E',
		'N 48.145 E 37.745',
		'37.745E 48.145N',
		'48,145; 37,745',
		'координаты: 48,145; 37,745 (дом)',
		'48,145278 37,745000',
		`48°08'43"N 37°44'42"E`,
		'48°08′43″ 37°44′42″',
		`48°08.717'N 37°44.7'E`,
		'48°08′43″ с.ш. 37°44′42″ в.д.',
		'48.1453 с. ш., 37.745 в. д.',
		'48.1453 пн. ш. 37.745 сх. д.',
		'37UDP0664633209',
		'37U DP 06646 33209',
		'geo:48.145278,37.745',
		'https://www.google.com/maps/@48.1452,37.745,17z',
		'https://www.google.com/maps/place/x/@50.0,30.0,12z/data=!3m1!4b1!4m4!3m3!8m2!3d48.1452!4d37.745',
		'https://maps.google.com/?q=48.1452,37.745',
		'https://www.google.com/maps?ll=48.1452,37.745&z=14',
		'https://yandex.ru/maps/?ll=37.745%2C48.1452&z=16',
		'https://yandex.com/maps/?pt=37.745,48.1452&ll=30.0,50.0',
		'https://www.openstreetmap.org/#map=15/48.1452/37.7450',
		'https://www.openstreetmap.org/?mlat=48.1452&mlon=37.745#map=5/50/30',
		'https://www.bing.com/maps?cp=48.1452~37.745&lvl=16',
		'https://maps.apple.com/?ll=48.1452,37.745.'
	])('%s', (text) => {
		const readings = coordinatesIn(text);
		expect(readings).toHaveLength(1);
		expect(readings[0]).toMatchObject({ point: near(AVDIIVKA), theatre: 'ukraine', ambiguous: false });
	});

	test.each([
		['36RXV43218765', [34.508, 31.515], 'gaza'],
		['14.0990 N, 1.6260 W', [-1.626, 14.099], 'sahel'],
		['14.0990, -1.6260', [-1.626, 14.099], 'sahel'],
		['14,0990; −1,6260', [-1.626, 14.099], 'sahel'],
		[`14°05'56" N 1°37'34" O`, [-1.626, 14.099], 'sahel'],
		['31.5150 شمالا 34.5080 شرقا', [34.508, 31.515], 'gaza']
	] as const)('%s', (text, point, theatre) => {
		expect(coordinatesIn(text)).toMatchObject([{ point: near(point), theatre }]);
	});

	test.each([
		'22.11.2026',
		'on 22.11.2026, 23.11.2026',
		'+380 44 123-45-67',
		'+7 (495) 123.45.67',
		'version 31.502.34.466',
		'v31.502, 34.466',
		'$31.502, 34.466',
		'31.50, 34.46',
		'48,145 people and 37,745 tents',
		'31,250; 34,500 tonnes',
		'48 145 37 745',
		'between 12.30 and 14.45',
		'192.168.48.145',
		'48 N 37 E',
		'3.142, 2.718',
		'https://example.org/48.145278,37.745'
	])('%s is no place', (text) => {
		expect(coordinatesIn(text)).toEqual([]);
	});

	test('a pair that fits a front only when turned round is ambiguous', () => {
		expect(coordinatesIn('37.745, 48.145278')).toMatchObject([{ ambiguous: true, theatre: null }]);
	});

	test('a plain pair outside the fronts is reported as such', () => {
		expect(coordinatesIn('40.7128, -74.0060')).toMatchObject([{ ambiguous: false, theatre: null }]);
	});

	test('coarser notations are said to be coarser', () => {
		expect(coordinatesIn('48.1452, 37.7450')[0]?.precision).toBe('exact');
		expect(coordinatesIn('48.145, 37.745')[0]?.precision).toBe('street');
		expect(coordinatesIn(`48°08'N 37°44'E`)[0]?.precision).toBe('settlement');
		expect(coordinatesIn('https://www.openstreetmap.org/#map=9/48.1452/37.7450')[0]?.precision).toBe(
			'settlement'
		);
	});

	test('a number with a day, month and year is never a place', () => {
		const date = fc.tuple(
			fc.integer({ min: 1, max: 31 }),
			fc.integer({ min: 1, max: 12 }),
			fc.integer({ min: 1990, max: 2030 })
		);
		fc.assert(
			fc.property(date, fc.constantFrom('.', '/', '-'), ([d, m, y], mark) => {
				expect(
					coordinatesIn(
						`${d}${mark}${m}${mark}${y} ${String(d).padStart(2, '0')}${mark}${String(m).padStart(2, '0')}${mark}${y}`
					)
				).toEqual([]);
			})
		);
	});

	test('telephone numbers, sums and versions are never places', () => {
		const digits = (length: number) => fc.integer({ min: 10 ** (length - 1), max: 10 ** length - 1 });
		fc.assert(
			fc.property(digits(2), digits(3), digits(2), digits(2), (a, b, c, d) => {
				for (const text of [
					`+${a} ${b} ${c} ${d}`,
					`${a},${b},${b} USD`,
					`${a} ${b},${c} €`,
					`v${a}.${b}.${c}`,
					`${a}.${c}.${d}.${a}`,
					`${a}%, ${c}.${d}%`
				]) {
					expect(coordinatesIn(text), text).toEqual([]);
				}
			})
		);
	});

	test('every accepted point lies in its front', () => {
		const point = fc.constantFrom(...THEATRES).chain((theatre) => {
			const [west, south, east, north] = THEATRE[theatre].bounds;
			return fc.tuple(
				fc.double({ min: south + 0.01, max: north - 0.01, noNaN: true }),
				fc.double({ min: west + 0.01, max: east - 0.01, noNaN: true })
			);
		});
		fc.assert(
			fc.property(point, ([lat, lon]) => {
				const [reading] = coordinatesIn(`at ${lat.toFixed(5)}, ${lon.toFixed(5)}`);
				expect(reading?.point[0]).toBeCloseTo(lon, 4);
				expect(reading?.point[1]).toBeCloseTo(lat, 4);
				expect(reading?.theatre).toBe(theatreAt(reading?.point ?? [0, 0]));
			})
		);
	});

	test('any text is read, and to its end: a pattern that tries every way would not be', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', maxLength: 300 }),
				(text) => void expect(coordinatesIn(text)).toBeInstanceOf(Array)
			)
		);
		for (const piece of ['1', '1 ', '48.145, ', "48°08'", 'N ', '37U DP ', 'https://', '48,145; '])
			expect(coordinatesIn(piece.repeat(3_000))).toBeInstanceOf(Array);
	});
});
