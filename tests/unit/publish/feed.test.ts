import { parseFeed as parseStrictly } from '@rowanmanning/feed-parser';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { describe, expect, test } from 'vitest';
import { FEED_FORMATS, writeFeed, type Feed, type FeedItem } from '#lib/publish/feed.ts';

const NASTY = 'Bread & butter <b>]]></b> "quoted" — رفح, Авдіївка';
const anItem = (facts: Partial<FeedItem> = {}): FeedItem => ({
	id: 'https://fronts.example/reports/12',
	url: 'https://fronts.example/reports/12',
	title: NASTY,
	summary: `${NASTY}\u0001\ud800`,
	html: '<p>A &amp; B</p>',
	published: '2023-10-31T12:30:00Z',
	updated: '2023-11-02T08:00:00Z',
	categories: [{ term: 'air_strikes', label: 'Air strikes & drones' }],
	point: [34.4833, 31.5281],
	placeName: 'Jabalia',
	radius: 3000,
	...facts
});
const aFeed = (facts: Partial<Feed> = {}): Feed => ({
	id: 'https://fronts.example/feeds/reports',
	title: 'Gaza & "more"',
	description: 'Reports <of> a view',
	url: 'https://fronts.example/gaza?last=30d&type=shelling',
	address: 'https://fronts.example/feeds/reports.rss?theatre=gaza&last=30d',
	lang: 'ar',
	updated: '2023-11-02T08:00:00Z',
	items: [anItem()],
	...facts
});

type Read = { title?: string | { value?: string } };
/** Whatever the format calls them. */
function itemsOf(text: string): readonly Read[] {
	const { feed } = parseFeed(text);
	const { entries, items } = feed as { entries?: Read[]; items?: Read[] };
	return entries ?? items ?? [];
}

describe.each(FEED_FORMATS)('a feed as %s', (format) => {
	test('is read by a parser that knows all three', () => {
		const text = writeFeed(aFeed(), format);
		expect(parseFeed(text).format).toBe(format);
		const { title } = itemsOf(text)[0]!;
		expect(typeof title === 'string' ? title : title?.value).toBe(NASTY);
	});

	test('may be empty', () => {
		expect(itemsOf(writeFeed(aFeed({ items: [] }), format))).toEqual([]);
	});

	test('names its hub and its own address where changes are announced', () => {
		expect(writeFeed(aFeed({ hub: 'https://hub.example/' }), format)).toContain('https://hub.example/');
		const address = writeFeed(aFeed({ hub: 'https://hub.example/' }), format).replaceAll('&amp;', '&');
		expect(address).toContain(aFeed().address);
		expect(writeFeed(aFeed(), format)).not.toContain('hub');
	});
});

test.each(['rss', 'atom'] as const)('a strict reader and a lenient one agree about %s', async (format) => {
	const text = writeFeed(aFeed(), format);
	const strict = parseStrictly(text);
	const lenient = await new RssParser({
		customFields: { item: [['georss:point', 'point']] }
	}).parseString(text);
	expect(strict.title).toBe('Gaza & "more"');
	expect(strict.url).toBe(aFeed().url);
	expect(strict.items[0]).toMatchObject({ id: anItem().id, title: NASTY, url: anItem().url });
	// RSS itself has no word for it.
	if (format === 'atom') expect(strict.items[0]!.updated?.toISOString()).toBe('2023-11-02T08:00:00.000Z');
	expect(lenient.items[0]).toMatchObject({ title: NASTY, link: anItem().url, point: '31.5281 34.4833' });
});

test('latitude stands first in XML, longitude in JSON', () => {
	expect(writeFeed(aFeed(), 'rss')).toContain('<georss:point>31.5281 34.4833</georss:point>');
	expect(writeFeed(aFeed(), 'atom')).toContain('<geo:long>34.4833</geo:long>');
	expect(JSON.parse(writeFeed(aFeed(), 'json')).items[0]._geojson.coordinates).toEqual([34.4833, 31.5281]);
});

test('a corrected item keeps its id and says when it changed', () => {
	const later = writeFeed(aFeed({ items: [anItem({ updated: '2023-12-01T00:00:00Z' })] }), 'rss');
	expect(later).toContain(`<guid isPermaLink="true">${anItem().id}</guid>`);
	expect(later).toContain('<atom:updated>2023-12-01T00:00:00.000Z</atom:updated>');
	expect(later).toContain('<pubDate>Tue, 31 Oct 2023 12:30:00 GMT</pubDate>');
});
