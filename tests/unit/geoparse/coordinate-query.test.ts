import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COORDINATE_FORMATS, coordinateText } from '#lib/domain/coordinate-formats.ts';
import { distanceBetween } from '#lib/domain/geodesy.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { coordinatesAsked, placeOfShortCode, shortCodeNear } from '#lib/geoparse/coordinate-query.ts';

const only = (query: string) => {
	const points = coordinatesAsked(query);
	expect(points, query).toHaveLength(1);
	return points[0]!;
};

describe('finds the point of', () => {
	test.each([
		'31.50152, 34.46678',
		'31.50152 34.46678',
		'31.50152,34.46678',
		'31.50152°, 34.46678°',
		'31,50152; 34,46678',
		'31,50152, 34,46678',
		'31,50152 34,46678',
		'31.50152 / 34.46678',
		'٣١٫٥٠١٥٢ ٣٤٫٤٦٦٧٨',
		'31°30′05.5″N 34°28′00.4″E',
		`31°30'05.5"N, 34°28'00.4"E`,
		`N 31°30.091' E 34°28.007'`,
		'36R XV 39296 86116',
		'36rxv3929686116',
		'36R 639296 3486116',
		'36R 639296mE 3486116mN',
		'UTM 36 R 639296, 3486116',
		'8G3PGF28+JP',
		'8g3pgf28+jp',
		'geo:31.50152,34.46678',
		'https://www.bing.com/maps?sp=point.31.50152_34.46678_A%20place',
		'https://www.bing.com/maps?where1=31.50152,34.46678&cp=48.1~37.7',
		'https://maps.apple.com/?ll=31.50152,34.46678',
		'https://maps.apple.com/place?coordinate=31.50152,34.46678',
		'https://yandex.com/maps/?pt=34.46678,31.50152',
		'https://www.openstreetmap.org/?mlat=31.50152&mlon=34.46678'
	])('%s', (query) => {
		expect(distanceBetween(only(query).point, [34.46678, 31.50152])).toBeLessThan(10);
	});
});

test('a grid reference may be as coarse as it likes', () => {
	expect(distanceBetween(only('36R XV 39 86').point, [34.46678, 31.50152])).toBeLessThan(1_500);
});

test('few decimals are enough', () => {
	expect(only('48, 37').point).toEqual([37, 48]);
	expect(only('48,37').point).toEqual([37, 48]);
	expect(only('-33.5 -70.6').point).toEqual([-70.6, -33.5]);
});

test('a point outside every front is a point all the same', () => {
	expect(only('52.52, 13.405')).toEqual({ point: [13.405, 52.52], swapped: false });
	expect(only(`52°31'12"N 13°24'18"E`).point[1]).toBeCloseTo(52.52, 2);
});

test('numbers that lie on a front only the other way round are offered both ways', () => {
	expect(coordinatesAsked('34.46678, 31.50152')).toEqual([
		{ point: [31.50152, 34.46678], swapped: false },
		{ point: [34.46678, 31.50152], swapped: true }
	]);
	expect(coordinatesAsked('120, 31')).toEqual([{ point: [120, 31], swapped: true }]);
});

test('a letter that is a band and a hemisphere is offered both ways, the front first', () => {
	const points = coordinatesAsked('36S 639296 3600000');
	expect(points.map(({ point }) => Math.sign(point[1]))).toEqual([1, -1]);
});

test('a short Plus Code asks for a place near it', () => {
	expect(coordinatesAsked('GF28+JP')).toEqual([]);
	expect(placeOfShortCode('GF28+JP Gaza')).toBe('Gaza');
	expect(placeOfShortCode('gf28+jp')).toBe('');
	expect(placeOfShortCode('Avdiivka')).toBeNull();
	expect(distanceBetween(shortCodeNear('GF28+JP', [34.45, 31.5])!, [34.46678, 31.50152])).toBeLessThan(20);
});

test('UTM is read back where a grid reference puts it', () => {
	const onAFront = fc.tuple(
		fc.double({ min: 22, max: 41, noNaN: true }),
		fc.double({ min: 44, max: 53, noNaN: true })
	) as fc.Arbitrary<LngLat>;
	fc.assert(
		fc.property(onAFront, (point) => {
			const [, zone, column, row, east, north] = /^(\d+[A-Z]) (.)(.) (\d+) (\d+)$/.exec(
				coordinateText(point, 'mgrs')!
			)!;
			const easting = ('ABCDEFGHJKLMNPQRSTUVWXYZ'.indexOf(column!) % 8) * 100_000 + 100_000 + Number(east);
			// Rows repeat every 2,000 km, and begin at F in zones of even number.
			const first = Number.parseInt(zone!) % 2 === 0 ? 5 : 0;
			const square = ('ABCDEFGHJKLMNPQRSTUV'.indexOf(row!) - first + 20) % 20;
			// On this front northings are between 4,800 and 5,900 km.
			const northing = 4_000_000 + square * 100_000 + Number(north);
			const found = coordinatesAsked(`${zone} ${easting} ${northing}`)[0]!.point;
			expect(distanceBetween(found, point)).toBeLessThan(5);
		})
	);
});

test.each(['22.11.2026', '22.11.2026 14:30', '8G3PGF28', '36R 12 34', 'C+F', '2+2'])(
	'%j is no place',
	(query) => {
		expect(coordinatesAsked(query)).toEqual([]);
	}
);

test.each(['Avdiivka', 'Khan Younis 2', '2023', '2023 10', '200, 300', '99ZZZ 12 34', ''])(
	'%j holds no coordinates',
	(query) => {
		expect(coordinatesAsked(query)).toEqual([]);
	}
);

test('what is copied from the map is read back as the same point', () => {
	const onAFront = fc.tuple(
		fc.double({ min: 22, max: 41, noNaN: true }),
		fc.double({ min: 44, max: 53, noNaN: true })
	) as fc.Arbitrary<LngLat>;
	fc.assert(
		fc.property(onAFront, fc.constantFrom(...COORDINATE_FORMATS), (point, format) => {
			const text = coordinateText(point, format)!;
			expect(distanceBetween(coordinatesAsked(text)[0]!.point, point), text).toBeLessThan(5);
		})
	);
});

test('never throws, and a point is always on earth', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 100 }), (query) => {
			for (const { point } of coordinatesAsked(query)) {
				expect(Math.abs(point[0])).toBeLessThanOrEqual(180);
				expect(Math.abs(point[1])).toBeLessThanOrEqual(90);
			}
			expect(query).toBeTypeOf('string');
		})
	);
});
