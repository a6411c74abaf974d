import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetcher } from '#lib/ingest/fetcher.ts';
import type { Fetcher } from '#lib/ingest/fetch-outcome.ts';
import { isPreviewRefused } from '#lib/ingest/connectors/telegram-preview.ts';
import { checkUrl, isPublicAddress } from '#lib/ingest/safe-address.ts';
import { serve, type TestServer } from './support.ts';

let server: TestServer | undefined;
let fetcher: Fetcher | undefined;
afterEach(async () => {
	await fetcher?.close();
	await server?.close();
});

const LIMITS = { connectTimeout: 500, headersTimeout: 300, totalTimeout: 600, maxBytes: 1_000_000 };

async function start(
	answer: Parameters<typeof serve>[0],
	options: { allowLoopback?: boolean; hostGap?: number } = {}
) {
	server = await serve(answer);
	fetcher = createFetcher({
		contact: 'https://example.org/contact',
		allowLoopback: true,
		hostGap: 0,
		limits: LIMITS,
		...options
	});
	return { url: server.url, get: fetcher.fetch, requests: server.requests };
}

describe('the polite fetcher', () => {
	test('says who it is and returns bytes, validators and the final address', async () => {
		const { url, get, requests } = await start((_path, response) => {
			response.writeHead(200, {
				etag: '"v1"',
				'last-modified': 'Tue, 14 Nov 2023 00:00:00 GMT',
				'content-type': 'text/xml'
			});
			response.end('hello');
		});
		const answer = await get({ url: `${url}/feed` });
		expect(answer).toMatchObject({ kind: 'fetched', status: 200, etag: '"v1"', finalUrl: `${url}/feed` });
		expect(answer.kind === 'fetched' && new TextDecoder().decode(answer.bytes)).toBe('hello');
		expect(requests.at(-1)?.headers['user-agent']).toBe('Fronts/0.1 (+https://example.org/contact)');
	});

	test('asks only for what changed', async () => {
		const { url, get, requests } = await start((path, response) => {
			if (path !== '/robots.txt') response.writeHead(304).end();
		});
		const validators = { etag: '"v1"', lastModified: 'Tue, 14 Nov 2023 00:00:00 GMT' };
		expect(await get({ url: `${url}/feed`, validators })).toEqual({ kind: 'not_modified' });
		expect(requests.at(-1)?.headers).toMatchObject({
			'if-none-match': '"v1"',
			'if-modified-since': 'Tue, 14 Nov 2023 00:00:00 GMT'
		});
	});

	test.each([
		[401, 'forbidden'],
		[403, 'forbidden'],
		[451, 'forbidden'],
		[404, 'not_found'],
		[410, 'gone'],
		[500, 'server_error'],
		[503, 'server_error']
	])('a %i is %s, in a sentence that names the host', async (status, reason) => {
		const { url, get } = await start((path, response) => {
			if (path !== '/robots.txt') response.writeHead(status).end('no');
		});
		const answer = await get({ url: `${url}/feed` });
		expect(answer).toMatchObject({ kind: 'failed', reason });
		expect(answer.kind === 'failed' && answer.message).toContain(new URL(url).host);
	});

	test('honours Retry-After in seconds and as a date', async () => {
		const { url, get } = await start((path, response) => {
			if (path === '/a') response.writeHead(429, { 'retry-after': '120' }).end();
			if (path === '/b') {
				response.writeHead(503, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }).end();
			}
		});
		expect(await get({ url: `${url}/a` })).toMatchObject({ reason: 'rate_limited', retryAfterSeconds: 120 });
		const dated = await get({ url: `${url}/b` });
		expect(dated.kind === 'failed' && dated.retryAfterSeconds).toBeGreaterThan(50);
	});

	test('follows three redirects and not a fourth', async () => {
		const { url, get } = await start((path, response) => {
			const step = Number(path.slice(1));
			if (step > 0) response.writeHead(302, { location: `/${step - 1}` }).end();
			else if (path !== '/robots.txt') response.end('there');
		});
		expect(await get({ url: `${url}/3` })).toMatchObject({ kind: 'fetched', finalUrl: `${url}/0` });
		expect(await get({ url: `${url}/4` })).toMatchObject({ kind: 'failed', reason: 'bad_redirect' });
	});

	test('a redirect without an address is a bad redirect', async () => {
		const { url, get } = await start((path, response) => {
			if (path !== '/robots.txt') response.writeHead(302).end();
		});
		expect(await get({ url: `${url}/x` })).toMatchObject({ reason: 'bad_redirect' });
	});

	test('a preview that redirects to the channel is unreachable, not empty', async () => {
		const { url, get } = await start((path, response) => {
			if (path === '/s/Notes') response.writeHead(302, { location: '/Notes' }).end();
		});
		expect(await get({ url: `${url}/s/Notes`, isRefusal: isPreviewRefused })).toMatchObject({
			reason: 'unreachable'
		});
	});

	test('stops at the size limit, declared or not, packed or not', async () => {
		const bomb = gzipSync(Buffer.alloc(50_000_000));
		const { url, get } = await start((path, response) => {
			if (path === '/declared') response.writeHead(200, { 'content-length': '50000000' }).write('x');
			if (path === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
			if (path === '/bomb-twice')
				response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(bomb));
			if (path === '/large') {
				const chunk = Buffer.alloc(100_000, 'x');
				for (let sent = 0; sent < 500; sent++) response.write(chunk);
				response.end();
			}
		});
		for (const path of ['declared', 'bomb', 'bomb-twice', 'large']) {
			expect(await get({ url: `${url}/${path}` }), path).toMatchObject({
				kind: 'failed',
				reason: 'too_large'
			});
		}
	});

	test('unpacks what it asked for and refuses what is broken', async () => {
		const { url, get } = await start((path, response) => {
			if (path === '/br')
				response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('packed'));
			if (path === '/lie') response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip at all');
			if (path === '/odd') response.writeHead(200, { 'content-encoding': 'rot13' }).end('x');
		});
		const good = await get({ url: `${url}/br` });
		expect(good.kind === 'fetched' && new TextDecoder().decode(good.bytes)).toBe('packed');
		expect(await get({ url: `${url}/lie` })).toMatchObject({ kind: 'failed', reason: 'network' });
		expect(await get({ url: `${url}/odd` })).toMatchObject({ kind: 'failed', reason: 'network' });
	});

	test('does not wait for ever: no headers, a slow drip, a body without an end', async () => {
		const { url, get } = await start((path, response) => {
			if (path === '/robots.txt' || path === '/silent') return;
			response.writeHead(200, { 'content-type': 'text/xml' });
			const drip = setInterval(() => response.write(path === '/drip' ? '.' : 'x'.repeat(1_000)), 50);
			response.on('close', () => clearInterval(drip));
		});
		for (const path of ['silent', 'drip', 'endless']) {
			expect(await get({ url: `${url}/${path}` }), path).toMatchObject({ kind: 'failed', reason: 'timeout' });
		}
	});

	test('a connection that breaks is a sentence, not an exception', async () => {
		const { url, get } = await start((path, response) => {
			if (path === '/cut')
				response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
			if (path === '/reset') response.destroy();
		});
		expect(await get({ url: `${url}/cut` })).toMatchObject({ kind: 'failed', reason: 'network' });
		expect(await get({ url: `${url}/reset` })).toMatchObject({ kind: 'failed', reason: 'network' });
		expect(await get({ url: 'http://127.0.0.1:1/' })).toMatchObject({
			kind: 'failed',
			reason: 'network'
		});
	});

	test('asks one host one thing at a time, with a pause', async () => {
		let open = 0;
		let most = 0;
		const { url, get, requests } = await start(
			(path, response) => {
				if (path === '/robots.txt') return;
				most = Math.max(most, ++open);
				setTimeout(() => response.end('ok', () => open--), 20);
			},
			{ hostGap: 100 }
		);
		await Promise.all([1, 2, 3].map((n) => get({ url: `${url}/${n}` })));
		expect(most).toBe(1);
		const times = requests.map(({ at }) => at);
		times.slice(1).forEach((at, n) => expect(at - (times[n] ?? 0)).toBeGreaterThan(95));
	});
});

describe('robots.txt', () => {
	test('is asked for once and obeyed', async () => {
		const { url, get, requests } = await start((path, response) => {
			if (path === '/robots.txt') {
				response.end('User-agent: *\nDisallow: /private\n');
				return true;
			}
			response.end('ok');
			return true;
		});
		expect(await get({ url: `${url}/private/feed` })).toMatchObject({ kind: 'failed', reason: 'robots' });
		expect(await get({ url: `${url}/public` })).toMatchObject({ kind: 'fetched' });
		expect(requests.map(({ path }) => path)).toEqual(['/robots.txt', '/public']);
	});

	test('sets the pause by Crawl-delay', async () => {
		const { url, get, requests } = await start((path, response) => {
			response.end(path === '/robots.txt' ? 'User-agent: Fronts\nCrawl-delay: 0.2\n' : 'ok');
			return true;
		});
		await get({ url: `${url}/1` });
		await get({ url: `${url}/2` });
		expect((requests[2]?.at ?? 0) - (requests[1]?.at ?? 0)).toBeGreaterThan(190);
	});

	test('that cannot be read leaves the host alone; one that does not exist allows everything', async () => {
		const { url, get, requests } = await start((path, response) => {
			response.writeHead(path === '/robots.txt' ? 500 : 200).end();
			return true;
		});
		expect(await get({ url: `${url}/feed` })).toMatchObject({ kind: 'failed', reason: 'robots' });
		expect(requests.map(({ path }) => path)).toEqual(['/robots.txt']);
	});
});

describe('private addresses', () => {
	test.each([
		'127.0.0.1',
		'10.0.0.1',
		'172.16.0.1',
		'192.168.1.1',
		'169.254.169.254',
		'100.64.0.1',
		'0.0.0.0',
		'255.255.255.255',
		'224.0.0.1',
		'198.18.0.1',
		'192.0.2.1',
		'::',
		'::1',
		'::127.0.0.1',
		'::ffff:127.0.0.1',
		'::ffff:10.0.0.1',
		'fe80::1',
		'fe80::1%eth0',
		'fc00::1',
		'fd12::1',
		'ff02::1',
		'64:ff9b::7f00:1',
		'2002:7f00:1::',
		'2001:db8::1',
		'2001:0:7f00:1::',
		'nonsense'
	])('%s is not public', (address) => {
		expect(isPublicAddress(address)).toBe(false);
	});

	test.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111'])('%s is public', (address) => {
		expect(isPublicAddress(address)).toBe(true);
	});

	test.each([
		'file:///etc/passwd',
		'ftp://example.org/',
		'http://user:pass@example.org/',
		'http://127.1/',
		'http://2130706433/',
		'http://0x7f.1/',
		'http://[::1]/',
		'http://[::ffff:127.0.0.1]/',
		'http://[::127.0.0.1]/',
		'http://169.254.169.254/'
	])('%s is refused before anything is sent', (address) => {
		expect(() => checkUrl(new URL(address), false)).toThrow();
	});

	test('are refused by name when the name is resolved', async () => {
		const { url, get, requests } = await start((_path, response) => void response.end('secret'), {
			allowLoopback: false
		});
		const port = new URL(url).port;
		expect(await get({ url: `http://localhost:${port}/` })).toMatchObject({ reason: 'refused_address' });
		expect(await get({ url })).toMatchObject({ reason: 'refused_address' });
		expect(requests).toEqual([]);
	});

	test('are refused behind a redirect', async () => {
		const { url, get } = await start((path, response) => {
			if (path !== '/robots.txt') response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
		});
		expect(await get({ url: `${url}/x` })).toMatchObject({ kind: 'failed', reason: 'refused_address' });
	});
});

test('a name that cannot be resolved is said, and nothing is asked', async () => {
	fetcher = createFetcher({
		contact: 'test@example.org',
		hostGap: 0,
		limits: { ...LIMITS, totalTimeout: 5_000 }
	});
	const answer = await fetcher.fetch({ url: 'http://no-such-host.invalid/feed' });
	expect(answer).toMatchObject({ kind: 'failed' });
	expect(answer.kind === 'failed' && answer.message).toContain('no-such-host.invalid');
});

test('a longer pause than a request may be held is kept by the schedule', async () => {
	const { url, get } = await start((path, response) => {
		response.end(path === '/robots.txt' ? 'User-agent: *\nCrawl-delay: 900\n' : 'ok');
		return true;
	});
	await get({ url: `${url}/1` });
	expect(fetcher!.pauseOf(`${url}/2`)).toBe(900_000);
	expect(fetcher!.pauseOf('https://example.org/')).toBe(0);
});
