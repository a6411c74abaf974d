import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { parseFeed } from '#lib/ingest/connectors/feed.ts';
import { parseYoutube } from '#lib/ingest/connectors/youtube.ts';
import { decodeText } from '#lib/ingest/charset.ts';
import { believableTime } from '#lib/ingest/published-time.ts';
import { bytesOf, fixture, NOW } from './support.ts';

const context = {
	url: 'https://example.org/feed/',
	source: { slug: 'essai', languages: ['fr'] },
	fetchedAt: NOW
};
const read = async (name: string) => parseFeed(await fixture(`feeds/${name}`), context);

describe('a feed', () => {
	test('of WordPress: text without markup or scripts, absolute links, each item once, oldest first', async () => {
		const { posts, layoutOk } = await read('wordpress.xml');
		expect(layoutOk).toBe(true);
		expect(posts.map(({ title }) => title)).toEqual([
			'Fuseau court',
			'Date future',
			'Sans date',
			'Attaque contre un poste de gendarmerie à Djibo'
		]);
		const attack = posts.at(-1);
		expect(attack).toMatchObject({
			external_id: 'https://example.org/?p=812',
			url: 'https://example.org/2023/11/attaque',
			text: 'Le poste de Djibo a été attaqué.\nLe bilan n’est pas connu.\n\nsuite',
			published_at: '2023-11-14T18:30:00Z',
			lang: 'fr',
			links: ['https://example.org/suite?a=1&b=2'],
			media: [{ kind: 'photo', url: 'https://example.org/img/a.jpg' }]
		});
	});

	test('a missing, a future and a short-zoned date', async () => {
		const { posts } = await read('wordpress.xml');
		const dates = Object.fromEntries(posts.map(({ title, published_at }) => [title, published_at]));
		expect(dates).toMatchObject({
			'Sans date': null,
			'Date future': null,
			'Fuseau court': '2023-11-14T07:00:00Z'
		});
		expect(posts.find(({ title }) => title === 'Sans date')).toMatchObject({
			url: 'https://example.org/2023/11/sans-date',
			text: 'Texte simple',
			point: [-1.63, 14.1]
		});
	});

	test('RDF and Atom', async () => {
		expect((await read('rdf.xml')).posts).toMatchObject([
			{ external_id: 'https://example.org/2023/11/one.html', published_at: '2023-11-14T15:00:00Z' }
		]);
		expect((await read('atom.xml')).posts).toMatchObject([
			{
				external_id: 'tag:example.org,2023:1',
				title: 'Strikes on Kharkiv',
				url: 'https://example.org/1',
				published_at: '2023-11-14T07:00:00Z'
			}
		]);
	});

	test('of SPIP: dates of Dublin Core, escaped HTML, entities that XML does not know', async () => {
		const { posts, about } = await read('spip.xml');
		expect(about).toEqual({ format: 'RSS', title: 'Essai du Sahel', language: 'fr' });
		expect(posts).toMatchObject([
			{
				external_id: 'https://example.org/spip.php?article100',
				title: "Attaque à Djibo : ce que l'on sait",
				text: "Le marché de Djibo a été la cible d'une attaque.\n- Actualités",
				published_at: '2023-11-14T17:05:00Z'
			}
		]);
	});

	test('of Substack: a letter that only subscribers see whole is marked as cut short', async () => {
		const { posts } = await read('substack.xml');
		expect(posts.map(({ title, withheld }) => [title, withheld])).toEqual([
			['For everybody', false],
			['For subscribers', true]
		]);
	});

	test('never gives readers’ comments: not as a feed, not by its address, not mixed in', async () => {
		const comments = await read('comments.xml');
		expect(comments).toMatchObject({ posts: [], layoutOk: false });
		expect(comments.problem).toContain('comments');
		const item = '<item><title>x</title><guid>1</guid></item>';
		const feed = (items: string) =>
			bytesOf(`<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`);
		for (const url of [
			'https://example.org/comments/feed/',
			'https://example.org/2023/11/one/comments/feed',
			'https://example.org/feeds/comments/default',
			'https://example.org/?feed=comments-rss2'
		]) {
			expect(parseFeed(feed(item), { ...context, url }).layoutOk, url).toBe(false);
		}
		const mixed = `${item}<item><title>y</title><link>https://example.org/a#comment-7</link></item>`;
		expect(parseFeed(feed(mixed), context).posts.map(({ title }) => title)).toEqual(['x']);
	});

	test('with a byte order mark, white space and a comment before it is a feed', () => {
		const xml =
			'\ufeff\n <!-- made by hand --><rss version="2.0"><channel><title>t</title><item><title>One</title></item></channel></rss>';
		expect(parseFeed(bytesOf(xml), context).posts).toHaveLength(1);
	});

	test('of a hundred thousand items is read whole', () => {
		const items = Array.from({ length: 100_000 }, (_, n) => `<item><guid>${n}</guid><title>a</title></item>`);
		const bytes = bytesOf(`<rss version="2.0"><channel><title>t</title>${items.join('')}</channel></rss>`);
		expect(bytes.length).toBeLessThan(5_000_000);
		expect(parseFeed(bytes, context).posts).toHaveLength(100_000);
	});

	test('that is an HTML page is a problem, not an empty feed', async () => {
		expect(await read('error-page.html')).toMatchObject({
			posts: [],
			layoutOk: false,
			problem: 'essai sent an HTML page in place of its feed'
		});
	});

	test.each([
		['windows-1251', 'ru', 'Обстрел Авдеевки', 'text/xml'],
		['windows-1256', 'ar', 'قصف على غزة', 'text/xml; charset=utf-8'],
		['koi8-r', 'ru', 'Обстрел Авдеевки', 'text/xml; charset=koi8-r'],
		['utf-16le', 'ru', 'Обстрел Авдеевки', 'text/xml']
	])('in %s is read right', (encoding, language, title, contentType) => {
		const declared = encoding === 'koi8-r' ? '' : `<?xml version="1.0" encoding="${encoding}"?>`;
		const xml = `${declared}<rss version="2.0"><channel><title>t</title><item><title>${title}</title></item></channel></rss>`;
		const bytes = new Uint8Array(iconv.encode(xml, encoding, { addBOM: encoding.startsWith('utf-16') }));
		const { posts } = parseFeed(bytes, {
			...context,
			contentType,
			source: { slug: 's', languages: [language] }
		});
		expect(posts[0]?.title).toBe(title);
	});

	test('that names no encoding is taken to be in the one usual for its language, unless it is UTF-8', () => {
		expect(decodeText(new Uint8Array(iconv.encode('Донецк', 'windows-1251')), null, ['ru'])).toBe('Донецк');
		expect(decodeText(bytesOf('Донецк'), 'text/xml; charset=windows-1251', ['ru'])).toBe('Донецк');
	});

	test('without ids keeps one id over two readings', () => {
		const xml =
			'<rss version="2.0"><channel><title>t</title><item><title>One</title></item><item><title>Two</title></item></channel></rss>';
		const ids = () => parseFeed(bytesOf(xml), context).posts.map(({ external_id }) => external_id);
		expect(ids()).toEqual(ids());
		expect(new Set(ids()).size).toBe(2);
	});

	test('entities of a document type are not expanded', () => {
		const bomb = `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}">]><rss version="2.0"><channel><title>t</title><item><title>&c;</title></item></channel></rss>`;
		const { posts } = parseFeed(bytesOf(bomb), context);
		expect((posts[0]?.title ?? '').length).toBeLessThan(2_000);
	});

	test('survives whatever a server sends', async () => {
		const whole = await fixture('feeds/wordpress.xml');
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 1_000 }), (bytes) =>
				Array.isArray(parseFeed(bytes, context).posts)
			)
		);
		fc.assert(
			fc.property(fc.nat(whole.length), (end) => Array.isArray(parseFeed(whole.slice(0, end), context).posts))
		);
		fc.assert(
			fc.property(fc.nat(whole.length), (end) =>
				Array.isArray(parseYoutube(whole.slice(0, end), context).posts)
			)
		);
		expect(
			parseFeed(bytesOf(`<rss version="2.0"><channel>${'<item>'.repeat(20_000)}`), context).posts
		).toEqual([]);
	});
});

test('a YouTube feed is known by its video ids; a view is no edit', async () => {
	const { posts } = parseYoutube(await fixture('feeds/youtube.xml'), context);
	expect(posts).toMatchObject([
		{
			external_id: 'abcDEF12345',
			url: 'https://www.youtube.com/watch?v=abcDEF12345',
			title: 'Fighting in Avdiivka',
			published_at: '2023-11-14T20:00:00Z',
			edited: false,
			links: ['https://example.org/support']
		}
	]);
});

test.each([
	['2023-11-14', '2023-11-14T00:00:00Z'],
	['2023-11-14T10:00', '2023-11-14T10:00:00Z'],
	['2023-11-14T10:00:00+03', '2023-11-14T07:00:00Z'],
	['Tue, 14 Nov 23 10:00:00 EST', '2023-11-14T15:00:00Z'],
	['14 Nov 2023 10:00 GMT', '2023-11-14T10:00:00Z'],
	['mar., 14 nov. 2023 10:00:00 +0100', '2023-11-14T09:00:00Z'],
	['2023-02-31T10:00:00Z', null],
	['1970-01-01T00:00:00Z', null],
	['yesterday', null],
	['2023-11-15T02:00:00Z', null],
	['2023-11-15T00:59:00Z', '2023-11-15T00:59:00Z']
])('the feed date %s is %s', (text, expected) => {
	expect(believableTime(text, NOW)).toBe(expected);
});
