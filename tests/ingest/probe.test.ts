import { afterEach, describe, expect, test } from 'vitest';
import { createFetcher } from '#lib/ingest/fetcher.ts';
import { guessKind, medianGapHours, probeAddress, probeSource } from '#lib/ingest/probe.ts';
import type { ReadableSource } from '#lib/ingest/post-store.ts';
import { fixture, NOW, serve, sourceAt, type TestServer } from './support.ts';

let server: TestServer | undefined;
afterEach(() => server?.close());

async function probing(answer: Parameters<typeof serve>[0]) {
	server = await serve(answer);
	const fetcher = createFetcher({ contact: 'test@example.org', allowLoopback: true, hostGap: 0 });
	const options = { fetcher, now: () => NOW };
	return {
		url: server.url,
		source: (source: ReadableSource) => probeSource(source, options).finally(() => fetcher.close()),
		address: (url: string, kind: ReadableSource['feed_kind'] = 'rss') =>
			probeAddress('address', url, kind, { slug: 'new', languages: [] }, options).finally(() =>
				fetcher.close()
			)
	};
}

describe('a probe', () => {
	test('says what every address of a source gives, in their order', async () => {
		const wordpress = await fixture('feeds/wordpress.xml');
		const probe = await probing((path, response) => {
			if (path === '/dead') response.writeHead(410).end();
			if (path === '/mirror') response.end(wordpress);
		});
		const findings = await probe.source(
			sourceAt(`${probe.url}/dead`, {
				mirrors: [
					{ label: 'home page', url: 'https://example.org/' },
					{ label: 'second', url: `${probe.url}/mirror`, feed: true }
				]
			})
		);
		expect(findings).toMatchObject([
			{ label: 'feed', format: null, posts: 0, problems: [expect.stringContaining('answered 410')] },
			{
				label: 'second',
				format: 'RSS',
				title: "Nouvelles d'essai",
				language: 'fr',
				posts: 4,
				newest: '2023-11-14T18:30:00Z',
				cadenceHours: 11.5
			}
		]);
		expect(findings[1]!.problems).toEqual([
			'2 of 4 posts have no date, or none that can be believed',
			expect.stringMatching(/it writes in fr, which the registry does not say/)
		]);
	});

	test('finds a renamed channel, and one that has been silent for long', async () => {
		const page = await fixture('telegram/kinds.html');
		const probe = await probing((path, response) => void (path === '/s/OldName' && response.end(page)));
		const fetcher = createFetcher({ contact: 'test@example.org', allowLoopback: true, hostGap: 0 });
		const finding = await probeAddress(
			'address',
			`${probe.url}/s/OldName`,
			'telegram_preview',
			{ slug: 'new', languages: [] },
			{ fetcher, now: () => NOW + 100 * 86_400_000 }
		).finally(() => fetcher.close());
		expect(finding).toMatchObject({ format: 'Telegram preview', title: 'North Desk', posts: 14 });
		expect(finding.problems).toContain('the channel calls itself NorthDesk, not OldName');
		expect(finding.problems.join()).toMatch(/newest post is 100 days old/);
	});

	test('of a home page names the feeds it links to', async () => {
		const probe = await probing((path, response) => {
			if (path === '/')
				response.end(
					'<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed/"></head></html>'
				);
		});
		const { problems } = await probe.address(`${probe.url}/`);
		expect(problems).toContain(`the page names these feeds: ${probe.url}/feed/`);
	});

	test('says where a feed has moved to', async () => {
		const rdf = await fixture('feeds/rdf.xml');
		const probe = await probing((path, response) => {
			if (path === '/old') response.writeHead(301, { location: '/new' }).end();
			if (path === '/new') response.end(rdf);
		});
		expect(await probe.address(`${probe.url}/old`)).toMatchObject({
			format: 'RDF (RSS 1.0)',
			problems: [`it has moved to ${probe.url}/new`]
		});
	});

	test('of a source without a feed says who brings its posts', async () => {
		const probe = await probing(() => {});
		const [finding] = await probe.source(sourceAt('https://x.com/a', { feed_kind: 'none' }));
		expect(finding!.problems[0]).toContain('pasted by people');
	});
});

test.each([
	['https://t.me/rybar', 'telegram_preview', 'https://t.me/s/rybar'],
	['https://t.me/s/rybar?before=5', 'telegram_preview', 'https://t.me/s/rybar'],
	[
		'https://www.youtube.com/channel/UCdeMVChrumySxV9N1w0Au-w',
		'youtube_atom',
		'https://www.youtube.com/feeds/videos.xml?channel_id=UCdeMVChrumySxV9N1w0Au-w'
	],
	['https://h.example.org/x/FeatureServer/0', 'arcgis', 'https://h.example.org/x/FeatureServer/0'],
	['https://api.reliefweb.int/v2/reports?limit=1', 'api', 'https://api.reliefweb.int/v2/reports?limit=1'],
	['https://example.org/feed', 'rss', 'https://example.org/feed'],
	['nonsense', 'rss', 'nonsense']
])('%s looks like %s', (address, kind, url) => {
	expect(guessKind(address)).toEqual({ kind, url });
});

test('the cadence is the median gap', () => {
	const at = (...hours: number[]) =>
		hours.map((hour) => `2023-11-14T${String(hour).padStart(2, '0')}:00:00Z`);
	expect(medianGapHours(at(1, 2, 4, 23))).toBe(2);
	expect(medianGapHours(at(1))).toBeNull();
});
