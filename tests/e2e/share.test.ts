import { extract, setProviderList } from '@extractus/oembed-extractor';
import { loadImage, createCanvas } from '@napi-rs/canvas';
import createMetascraper from 'metascraper';
import metascraperDescription from 'metascraper-description';
import metascraperImage from 'metascraper-image';
import metascraperTitle from 'metascraper-title';
import metascraperUrl from 'metascraper-url';
import openGraphScraper from 'open-graph-scraper';
import { unfurl } from 'unfurl.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVENT_COLOURS } from '#lib/domain/symbol-colours.ts';
import type { EventType } from '#lib/domain/event-type.ts';
import { startApp, type AppServer } from '../support/app-server.ts';
import {
	discordEmbed,
	discourseOnebox,
	fetchAsLemmy,
	lemmyPreview,
	mastodonCard,
	mastodonEndpoint,
	openGraphObject
} from '../support/preview-clients.ts';

let app: AppServer;
const LEMMY = { 'user-agent': 'Lemmy/0.19.20; +https://hexbear.net' };
const get = (path: string, init?: RequestInit) => fetch(`${app.url}${path}`, init);
/** As one who is never told to slow down: these tests draw many. */
const card = (path: string) => get(`/card/${path}`, { headers: LEMMY });
const oembed = (page: string, more = '') => get(`/oembed?url=${encodeURIComponent(page)}${more}`);

beforeAll(async () => {
	app = await startApp();
});
afterAll(() => app?.stop());

async function pixelsOf(answer: Response) {
	const bytes = Buffer.from(await answer.arrayBuffer());
	const image = await loadImage(bytes);
	const ctx = createCanvas(image.width, image.height).getContext('2d');
	ctx.drawImage(image, 0, 0);
	const at = (x: number, y: number) =>
		`#${[...ctx.getImageData(x, y, 1, 1).data.subarray(0, 3)].map((n) => n.toString(16).padStart(2, '0')).join('')}`;
	return { bytes, width: image.width, height: image.height, at };
}

describe('a card', () => {
	test.each([
		['1200x630.png?theatre=gaza&last=all&lang=en', 1200, 630],
		['1200x630.png?theatre=gaza&last=all&lang=ar&theme=dark', 1200, 630],
		['640x360.png?theatre=ukraine&last=all&lang=ru', 640, 360],
		['200x200.png?theatre=sahel&last=all', 200, 200],
		['2000x1000.png?last=all&lang=uk', 2000, 1000],
		['2000x2000.png?theatre=ukraine&last=all&lang=fr', 2000, 2000],
		['200x2000.png?lang=es', 200, 2000],
		['2000x200.png?bbox=-180,-90,180,90', 2000, 200],
		['1200x630.png?at=0/0/179&last=all', 1200, 630],
		['1200x630.png?bbox=170,80,180,90', 1200, 630]
	])('%s is a picture of that size that any messenger takes', async (path, width, height) => {
		const answer = await card(path);
		expect(answer.status, await answer.clone().text()).toBe(200);
		expect(answer.headers.get('content-type')).toBe('image/png');
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
		const picture = await pixelsOf(answer);
		expect([picture.width, picture.height]).toEqual([width, height]);
		expect(picture.bytes.length).toBeLessThanOrEqual(600_000);
	});

	test.each(['light', 'dark'] as const)(
		'has a report’s symbol where it lies, in its colour (%s)',
		async (theme) => {
			const { features } = await (await get('/api/v1/reports?last=all&state=published&limit=1000')).json();
			type Feature = {
				geometry: { coordinates: [number, number] };
				properties: { geo_precision: string; event_type: EventType; occurred_at: string };
			};
			const pin = (features as Feature[]).find(
				({ properties: { geo_precision, event_type } }) =>
					geo_precision === 'exact' && event_type !== 'strategic_developments'
			)!;
			const [lon, lat] = pin.geometry.coordinates;
			const day = pin.properties.occurred_at.slice(0, 10);
			const box = [lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4].map((n) => n.toFixed(5)).join(',');
			const view = `from=${day}&to=${day}&bbox=${box}&type=${pin.properties.event_type}&at=13/${lat}/${lon}&theme=${theme}`;
			const { at } = await pixelsOf(await card(`1200x630.png?${view}`));
			// The middle of what the words leave free.
			expect(at(759, 304)).toBe(EVENT_COLOURS[theme][pin.properties.event_type]);
		}
	);

	test('says another view with other bytes, and the same with the same', async () => {
		const bytesOf = async (path: string) => Buffer.from(await (await card(path)).arrayBuffer());
		const views = [
			'theatre=gaza&last=all',
			'theatre=gaza&last=all&type=shelling',
			'theatre=gaza&last=all&theme=dark',
			'theatre=ukraine&last=all',
			'theatre=gaza&last=all&lang=ar'
		];
		const drawn = await Promise.all(views.map((view) => bytesOf(`640x360.png?${view}`)));
		expect(new Set(drawn.map((bytes) => bytes.toString('base64'))).size).toBe(views.length);
		// The time in a live address is for those who keep pictures; the order of parameters says nothing.
		const again = await bytesOf(`640x360.png?last=all&t=2026-11-28T03:10:00Z&theatre=gaza`);
		expect(again.equals(drawn[0]!)).toBe(true);
	});

	test('of a frozen view is the same after the server was started again, and not sent twice', async () => {
		const asOf = new Date().toISOString().slice(0, 19) + 'Z';
		const path = `1200x630.png?theatre=ukraine&last=all&asof=${asOf}&lang=uk`;
		const first = await card(path);
		const bytes = Buffer.from(await first.arrayBuffer());
		const tag = first.headers.get('etag')!;
		const again = await get(`/card/${path}`, { headers: { 'if-none-match': tag } });
		expect([again.status, await again.text()]).toEqual([304, '']);
		await app.restart();
		const later = await card(path);
		expect(Buffer.from(await later.arrayBuffer()).equals(bytes)).toBe(true);
		expect(later.headers.get('etag')).toBe(tag);
	});

	const refused = [
		...[
			'0x0.png',
			'-1x630.png',
			'1e9x1e9.png',
			'NaNxNaN.png',
			'199x630.png',
			'1200x2001.png',
			'1200x630.svg',
			'x'
		],
		...[
			...['theatre=mars', 'bbox=170,10,-170,20', 'bbox=0,80,10,95', 'utm_source=x', 't=yesterday', 'at=1/2'],
			...['asof=2999-01-01T00:00:00Z', `source=${'a,'.repeat(5000)}`, `q=${'x'.repeat(10_000)}`]
		].map((query) => `1200x630.png?${query}`)
	].map((path) => ({ path, name: path.slice(0, 50) }));
	test.each(refused)('$name is refused in words, for nobody else', async ({ path }) => {
		const answer = await card(path);
		expect(answer.status).toBe(400);
		expect(answer.headers.get('content-type')).toBe('application/problem+json');
		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect((await answer.json()).detail.length).toBeGreaterThan(10);
	});

	test('one visitor who asks for very many is told when to come back; forums never are', async () => {
		const visit = (n: number, headers = {}) => get(`/card/200x200.png?at=9/31.${100 + n}/34.4`, { headers });
		let refused: Response | undefined;
		for (let n = 0; n < 90 && !refused; n++) {
			const answer = await visit(n);
			if (answer.status === 429) refused = answer;
			else expect(answer.status).toBe(200);
		}
		expect(refused?.headers.get('content-type')).toBe('application/problem+json');
		expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(refused?.headers.get('cache-control')).toBe('no-store');
		// What is there already costs nothing, and is for everybody.
		expect((await visit(0)).status).toBe(200);
		expect((await visit(500, LEMMY)).status).toBe(200);
		expect((await visit(501, { 'user-agent': 'pict-rs v0.5.16' })).status).toBe(200);
	});
});

/** Pages whose link is shown elsewhere, and what their canonical address keeps. */
const PAGES = [
	'/gaza?last=all&type=air_strikes&lang=fr',
	'/?from=2023-10-07&to=2023-10-20',
	'/reports/3',
	'/reports/3?lang=ar'
];

describe.each(PAGES)('the head of %s', (path) => {
	let html = '';
	let url = '';
	beforeAll(async () => {
		url = app.url + path;
		html = await (await fetch(url, { headers: LEMMY })).text();
	});

	test('unfurl.js finds rich oEmbed, the large picture and the frame', async () => {
		const found = await unfurl(url);
		expect(found.canonical_url).toBe(url);
		expect(found.oEmbed).toMatchObject({
			version: '1.0',
			type: 'rich',
			provider_name: 'Fronts',
			width: 640,
			height: 360
		});
		expect(found.open_graph).toMatchObject({ type: 'website', site_name: 'Fronts', url });
		expect(found.open_graph.images?.[0]).toMatchObject({ width: 1200, height: 630, type: 'image/png' });
		expect(found.open_graph.videos?.[0]).toMatchObject({ type: 'text/html', width: 1280, height: 720 });
		expect(found.twitter_card.card).toBe('summary_large_image');
		expect(found.twitter_card.players?.[0]?.url).toBe(found.open_graph.videos![0]!.url);
	});

	test('its picture is there, in its language and time', async () => {
		const image = new URL(lemmyPreview({ html, url }).thumbnail!);
		expect(image.searchParams.get('lang')).toBe(new URL(url).searchParams.get('lang') ?? 'en');
		expect(image.searchParams.get('t')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d0:00Z$/);
		const picture = await pixelsOf(await fetch(image, { headers: LEMMY }));
		expect([picture.width, picture.height]).toEqual([1200, 630]);
	});

	test('Lemmy, Mastodon and Discourse show what their rules allow', async () => {
		const page = (await fetchAsLemmy(url))!;
		const lemmy = lemmyPreview(page);
		expect(lemmy.title!.length).toBeLessThanOrEqual(80);
		expect(lemmy.description!.length).toBeLessThanOrEqual(250);
		expect(lemmy.size).toEqual([1200, 630]);
		expect(lemmy.frame).toMatch(new RegExp(`^${app.url}/embed`));
		expect(openGraphObject(page)).toMatchObject({ 'og:type': 'website', 'og:url': url });
		expect(discordEmbed(page)).toMatchObject({ isLarge: true, image: lemmy.thumbnail, site: 'Fronts' });
		const mastodon = mastodonCard(page);
		expect(mastodon.identity).toBe(url);
		expect(mastodon.player).toEqual({ url: lemmy.frame, width: 1280, height: 720 });
		expect(mastodon.imageDescription).toContain(lemmy.title!.slice(0, 20));
		const endpoint = mastodonEndpoint(page.html)!;
		const answer = await (await fetch(endpoint.template.replace('{url}', encodeURIComponent(url)))).json();
		const title = lemmy.title;
		expect(answer).toMatchObject({ version: '1.0', type: 'rich', title });
		const frames = [`${app.url}/embed`];
		expect(discourseOnebox(page, answer, frames)).toMatchObject({ kind: 'frame', src: lemmy.frame, title });
		expect(discourseOnebox(page, answer, [])).toMatchObject({ kind: 'card', title, image: lemmy.thumbnail });
	});

	test('an endpoint kept for the whole host answers for another page with nothing of this one', async () => {
		const { template } = mastodonEndpoint(html)!;
		expect([...new URL(template).searchParams.keys()]).toEqual(['url', 'format']);
		const other = await (
			await fetch(template.replace('{url}', encodeURIComponent(`${app.url}/sahel`)))
		).json();
		expect(other.html).toContain('/embed?theatre=sahel&quot;'.replace('&quot;', '"'));
	});

	test('open-graph-scraper and metascraper agree with it', async () => {
		const { result } = await openGraphScraper({ html });
		const lemmy = lemmyPreview({ html, url });
		expect(result).toMatchObject({ success: true, ogType: 'website', ogUrl: url, ogTitle: lemmy.title });
		expect(result.ogImage).toEqual([expect.objectContaining({ url: lemmy.thumbnail, type: 'image/png' })]);
		const scrape = createMetascraper([
			...[metascraperTitle(), metascraperDescription(), metascraperImage(), metascraperUrl()]
		]);
		expect(await scrape({ html, url })).toEqual({
			// It writes apostrophes as books do.
			title: lemmy.title!.replaceAll("'", '’'),
			description: lemmy.description,
			image: lemmy.thumbnail,
			url
		});
	});

	test('it is early, and a tag that is missing is missed', async () => {
		const read = await readingOf(html, url);
		expect(html.indexOf('twitter:player:height')).toBeLessThan(8_000);
		const tags = html
			.slice(0, html.indexOf('</head>'))
			.match(/<(meta|link) [^>]*(og:|twitter:|"description"|oembed|canonical)[^>]*>/g)!;
		expect(tags.length).toBeGreaterThan(25);
		for (const tag of tags) expect(await readingOf(html.replace(tag, ''), url), tag).not.toEqual(read);
	});
});

/** Everything the clients take from a page. */
async function readingOf(html: string, url: string) {
	const page = { html, url };
	const { result } = await openGraphScraper({ html });
	const links = html.match(/<(link [^>]*(canonical|oembed)|meta name="description")[^>]*>/g);
	return [
		result,
		lemmyPreview(page),
		mastodonCard(page),
		mastodonEndpoint(html),
		discourseOnebox(page, null, []),
		discordEmbed(page),
		openGraphObject(page),
		links
	];
}

test('numbers of a preview are those of the page: so many by reliability', async () => {
	const html = await (await get('/gaza?last=all', { headers: LEMMY })).text();
	const { result } = await openGraphScraper({ html });
	const { features } = await (await get('/api/v1/reports?theatre=gaza&last=all&limit=1000')).json();
	const letters = Object.groupBy(
		features as { properties: { grade: string } }[],
		({ properties }) => properties.grade[0]!
	);
	expect(result.ogDescription).toContain(`Reports: ${features.length}.`);
	for (const [letter, group] of Object.entries(letters))
		expect(result.ogDescription).toContain(`${letter} ${group!.length}`);
	expect(result.ogTitle).toMatch(/^Gaza · .*UTC$/);
});

describe('oEmbed', () => {
	const sizes = [
		'',
		...[200, 333, 640, 1200, 2000].flatMap((n) => [
			`&maxwidth=${n}`,
			`&maxheight=${n}`,
			`&maxwidth=${n}&maxheight=300`
		])
	];

	test.each(sizes)('nothing is larger than %j allows, in JSON and XML alike', async (limit) => {
		const page = `${app.url}/gaza?last=all&type=shelling&lang=es`;
		const answer = await oembed(page, `${limit}&dnt=1`);
		expect(answer.headers.get('content-type')).toContain('application/json');
		const body = await answer.json();
		const { searchParams } = new URL(`http://x/?${limit}`);
		const [maxWidth, maxHeight] = ['maxwidth', 'maxheight'].map((name) =>
			Number(searchParams.get(name) ?? 2000)
		);
		expect(body.width).toBeLessThanOrEqual(maxWidth!);
		expect(body.height).toBeLessThanOrEqual(maxHeight!);
		if (body.thumbnail_url) {
			expect(body.thumbnail_width).toBeLessThanOrEqual(maxWidth!);
			expect(body.thumbnail_height).toBeLessThanOrEqual(maxHeight!);
			expect(body.thumbnail_url).toContain(`/card/${body.thumbnail_width}x${body.thumbnail_height}.png?`);
		}
		// The view is kept.
		expect(body.html).toContain('/embed?theatre=gaza&amp;last=all&amp;type=shelling&amp;lang=es"');
		const xml = await oembed(page, `${limit}&format=xml`);
		expect(xml.headers.get('content-type')).toContain('text/xml');
		expect(await xml.text()).toContain(
			`<width>${body.width}</width><height>${body.height}</height></oembed>`
		);
	});

	test.each([
		[400, '', ''],
		[400, 'gaza', ''],
		[400, 'javascript:alert(1)', ''],
		[400, 'HERE/gaza?type=shellling', ''],
		[400, 'HERE/gaza', '&maxwidth=0'],
		[400, 'HERE/gaza', '&maxwidth=-1'],
		[400, 'HERE/gaza', '&maxheight=1e9'],
		[400, 'HERE/gaza', '&maxheight=NaN'],
		[400, 'HERE/gaza', '&maxwidth=1000000000'],
		[401, 'HERE/me', ''],
		[401, 'HERE/review/5', ''],
		[404, 'https://example.org/gaza', ''],
		[404, 'http://localhost.example.org/gaza', ''],
		[404, 'HERE/reports/999999', ''],
		[404, 'HERE/reports/999999999999', ''],
		[404, 'HERE/submit', ''],
		[404, 'HERE//example.org/', ''],
		[501, 'HERE/gaza', '&format=yaml']
	])('%d for %j%s, as problem details', async (status, page, more) => {
		const answer = await oembed(page.replace('HERE', app.url), more);
		expect(answer.status).toBe(status);
		expect(answer.headers.get('content-type')).toBe('application/problem+json');
		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect((await answer.json()).status).toBe(status);
	});

	test('a consumer with a list of providers gets what it asks for', async () => {
		setProviderList([
			{
				provider_name: 'Fronts',
				provider_url: app.url,
				endpoints: [{ schemes: [`${app.url}/*`], url: `${app.url}/oembed` }]
			}
		] as never);
		// It makes every endpoint https; this one has no certificate.
		const plain: typeof fetch = (address) => fetch(String(address).replace(/^https:/, 'http:'));
		const found = await extract(`${app.url}/reports/3`, { maxwidth: 400, maxheight: 300 }, plain);
		expect(found).toMatchObject({
			type: 'rich',
			width: 400,
			height: 225,
			thumbnail_width: 400,
			thumbnail_height: 210
		});
	});
});
