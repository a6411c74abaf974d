import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scriptJson, structuredData } from '#lib/publish/structured-data.ts';
import { aReport } from './a-report.ts';

const WORDS = { place: 'somewhere in this settlement (±3 km)', time: '31 October 2023, about 12:30 UTC' };
const dataOf = (facts: Parameters<typeof aReport>[0] = {}) =>
	structuredData(aReport(facts), 'https://fronts.example/reports/12', WORDS);

describe('a report for machines', () => {
	test('is a report about an event, never news of our own or a verdict', () => {
		const data = dataOf();
		expect([data['@type'], data.about['@type']]).toEqual(['Report', 'Event']);
		expect(JSON.stringify(data)).not.toMatch(/NewsArticle|ClaimReview|ratingValue/);
		expect(data.abstract).toBe('Admiralty grade C2');
	});

	test('says how far the true place may lie from the point', () => {
		const { location } = dataOf().about;
		expect(location.description).toBe(WORDS.place);
		expect(location.geo).toEqual([
			{ '@type': 'GeoCoordinates', longitude: 34.4833, latitude: 31.5281 },
			{ '@type': 'GeoCircle', geoMidpoint: expect.objectContaining({ longitude: 34.4833 }), geoRadius: 3000 }
		]);
	});

	test('a day that is all that is known is not given an hour', () => {
		expect(dataOf({ time_precision: 'day' }).about.startDate).toBe('2023-10-31');
		expect(dataOf({ time_precision: 'minute' }).about.startDate).toBe('2023-10-31T12:30:00Z');
		const until = { time_precision: 'day' as const, occurred_until: '2023-11-01T00:00:00Z' };
		expect(dataOf(until).about).toMatchObject({ endDate: '2023-11-01' });
	});

	test('names what it is based on, with archived copies', () => {
		expect(dataOf().isBasedOn).toEqual([
			{
				'@type': 'CreativeWork',
				name: 'Assessment of 31 October',
				url: 'https://example.org/a',
				archivedAt: 'https://archive.example/a',
				datePublished: '2023-10-31T00:00:00Z',
				inLanguage: 'en',
				publisher: { '@type': 'Organization', name: 'ISW' }
			},
			{
				'@type': 'CreativeWork',
				name: 'A newspaper',
				publisher: { '@type': 'Organization', name: 'A newspaper' }
			}
		]);
	});

	test('keeps back the text of what stands behind a warning', () => {
		expect(dataOf()).toHaveProperty('description');
		const sensitive = dataOf({ sensitivity: ['graphic_violence'] });
		expect(sensitive).not.toHaveProperty('description');
		expect(sensitive).toMatchObject({ contentRating: 'graphic_violence' });
	});

	test('has no publication date before it is published', () => {
		expect(dataOf({ published_at: null })).not.toHaveProperty('datePublished');
	});
});

describe('inside a script element', () => {
	test('no text can end the element or open a comment', () => {
		const text = scriptJson({ title: '</script><script>alert(1)</script><!-- &\u2028' });
		expect(text).not.toMatch(/[<>&\u2028]/);
	});

	test('what is read back is what was written', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(JSON.parse(scriptJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
			})
		);
	});
});
