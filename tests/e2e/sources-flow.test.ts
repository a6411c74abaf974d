import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, openBackend, type Backend } from '#lib/server/database.ts';
import { readSettings } from '#lib/server/settings.ts';
import type { SourceEntry } from '#lib/domain/source.ts';
import { startApp, type AppServer } from '../support/app-server.ts';
import { mapIdle, openBrowser, openPage } from '../support/browser.ts';
import { openHost } from '../support/platforms.ts';
import { postForm, signIn } from '../support/sign-in.ts';

const root = join(import.meta.dirname, '../..');

/** A channel on this machine, whose server does what the test says. */
let answer: (response: ServerResponse) => void;
let channel: Server;
let app: AppServer;
let backend: Backend;
let page: string;

const LOOP: SourceEntry = {
	slug: 'loop',
	name: 'Loop',
	theatres: ['ukraine', 'gaza'],
	kind: 'account',
	platform: 'telegram',
	languages: ['en', 'ru', 'ar'],
	url: null,
	feed_url: null,
	feed_kind: 'telegram_preview',
	mirrors: [],
	side: 'Not applicable',
	affiliation: null,
	description: 'A channel of this test.',
	content_warnings: [],
	list_remark: null,
	reliability: 'F',
	reliability_reason: 'No basis for a judgement.',
	reliability_by_topic: {},
	origin_group: null,
	figure_note: null,
	status: 'active',
	status_reason: null,
	is_addition: true
};

beforeAll(async () => {
	page = await readFile(join(root, 'tests/fixtures/telegram/channel.html'), 'utf8');
	channel = createServer((request, response) => {
		if (request.url === '/robots.txt') response.writeHead(404).end();
		else answer(response);
	}).listen(0, '127.0.0.1');
	await once(channel, 'listening');
	app = await startApp({ ALLOW_LOOPBACK_FEEDS: 'on' });
	backend = await openBackend({ settings: readSettings({ DATA_DIR: app.dataDir }), root });
	const { port } = channel.address() as AddressInfo;
	const entry = { ...LOOP, feed_url: `http://127.0.0.1:${port}/s/FrontNotes` };
	await call(backend.service, 'register_sources', { entries: [entry], registered_by: 'a test' });
});
afterAll(async () => {
	await backend?.close();
	await app?.stop();
	channel?.closeAllConnections();
	channel?.close();
});

/** A reading that went well, long ago. */
const READ = {
	checked_at: '2026-01-01T00:00:00Z',
	outcome: 'ok',
	message: null,
	validators: {},
	consecutive_failures: 0,
	posts_seen: 0,
	next_due_at: '2026-01-01T00:00:00Z',
	last_post_at: null,
	host_pause_ms: 0
};

const read = () => app.command('ingest', ['--source', 'loop']);
const sourceText = async () =>
	(await (await fetch(`${app.url}/sources/loop`)).text())
		.replace(/<!--.*?-->|<[^>]+>/gs, ' ')
		.replace(/\s+/g, ' ');
const feedState = async () => (await (await fetch(`${app.url}/api/v1/sources/loop`)).json()).feed;
const reportsOfLoop = async () =>
	(await (await fetch(`${app.url}/api/v1/reports?last=all&source=loop&state=unreviewed,retracted`)).json())
		.features;

const send =
	(body: string, headers: Record<string, string> = {}) =>
	(response: ServerResponse) =>
		response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);

test('a running server and a command read a channel together: posts kept, placed ones on the map', async () => {
	answer = send(page);
	const { code, out } = await read();
	expect(code).toBe(0);
	expect(out).toMatch(/new +6/);
	expect((await reportsOfLoop()).length).toBeGreaterThan(0);
	expect(await feedState()).toMatchObject({ outcome: 'ok', consecutiveFailures: 0, message: null });
	const probe = await app.command('ingest', ['--source', 'loop', '--probe']);
	expect(probe.code).toBe(0);
	expect(probe.out).toMatch(
		/kind +Telegram preview[^]*title +Front Notes[^]*PROBLEM +1 of 6 posts have no date/
	);
});

test('an edit at the source corrects the unreviewed report in public', async () => {
	const [before] = (await reportsOfLoop()).filter((f: { properties: { title: string } }) =>
		f.properties.title.includes('Artillery')
	);
	answer = send(page.replace('<b>Artillery shelled Avdiivka</b>', '<b>Artillery shelled Avdiivka again</b>'));
	const { out } = await read();
	expect(out).toMatch(/edited +1/);
	const { properties } = await (await fetch(`${app.url}/api/v1/reports/${before.id}`)).json();
	expect(properties.title).toContain('again');
	expect(properties.revision).toBe(2);
	expect(properties.revisions[0]).toMatchObject({
		reason: 'The source edited its post',
		changes: { title: expect.anything() }
	});
});

test('a post deleted at the source stays, marked', async () => {
	const [before] = (await reportsOfLoop()).filter((f: { properties: { title: string } }) =>
		f.properties.title.includes('Бои')
	);
	// Without the post itself, and without the one that lies far in the future and ends the page.
	const start = page.indexOf(
		'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="FrontNotes/103"'
	);
	const end = page.indexOf('<div class="tgme_widget_message_wrap', start + 10);
	answer = send(page.slice(0, start) + page.slice(end));
	await read();
	const { properties } = await (await fetch(`${app.url}/api/v1/reports/${before.id}`)).json();
	expect(properties.sensitivity).toContain('deleted_by_source');
	expect(properties.citations[0].text).toBeNull();
});

test.each([
	{
		name: '302 to the channel',
		status: 302,
		headers: { location: '/FrontNotes' },
		outcome: /^unreachable$/
	},
	{ name: '403', status: 403, headers: {}, outcome: /forbidden/ },
	{ name: '404', status: 404, headers: {}, outcome: /not_found/ },
	{ name: '410', status: 410, headers: {}, outcome: /gone/ },
	{ name: '429', status: 429, headers: { 'retry-after': '120' }, outcome: /rate_limited/ },
	{ name: '500', status: 500, headers: {}, outcome: /server_error/ }
])(
	'$name is a clear line in the source’s health, and nothing stored is lost',
	async ({ status, headers, outcome }) => {
		const before = (await reportsOfLoop()).length;
		answer = (response) => response.writeHead(status, headers).end('no');
		const { code } = await read();
		expect(code).toBe(1);
		const state = await feedState();
		expect(state.outcome).toMatch(outcome);
		expect(state.message.length).toBeGreaterThan(15);
		expect(state.consecutiveFailures).toBeGreaterThan(0);
		expect(await sourceText()).toContain(state.message.replace(/&/g, '&amp;').slice(0, 20));
		expect((await reportsOfLoop()).length).toBe(before);
	}
);

test('a changed page layout is an alarm, not "no news"', async () => {
	answer = send(await readFile(join(root, 'tests/fixtures/telegram/changed-layout.html'), 'utf8'));
	const { code, out } = await read();
	expect(code).toBe(1);
	expect(out).toContain('ALARM');
	expect((await feedState()).outcome).toBe('layout_changed');
});

test('a body that never ends is cut, and said', async () => {
	answer = (response) => {
		response.writeHead(200, { 'content-type': 'text/html' });
		const drip = setInterval(() => response.write('<div>'.repeat(40_000)), 20);
		response.on('close', () => clearInterval(drip));
	};
	const { code } = await read();
	expect(code).toBe(1);
	expect((await feedState()).outcome).toMatch(/too_large|timeout/);
});

test('after all that the same page is read as if nothing had happened', async () => {
	answer = send(page);
	const { code } = await read();
	expect(code).toBe(0);
	expect(await feedState()).toMatchObject({ outcome: 'ok', consecutiveFailures: 0 });
});

test('an admin adds a channel, and its next post is a mark on an open map', async () => {
	const host = await openHost();
	const desk = host.add('telegram', 'FrontDesk');
	desk.post('Nothing to report yet.');
	const cookie = await signIn(app, { email: 'admin@people.example', role: 'admin' });
	const ask = (act: string, fields: Record<string, string>) =>
		postForm(app, `/review/sources?/${act}&lang=en`, fields, { cookie });

	const probed = await (await ask('probe', { feed_url: desk.feedUrl, feed_kind: 'none' })).text();
	expect(probed).toContain('Telegram preview');
	expect(probed).toContain('FrontDesk');
	const entry = {
		...{ slug: 'front-desk', name: 'Front Desk', theatres: 'ukraine', kind: 'account', platform: 'telegram' },
		...{ languages: 'en', feed_url: desk.feedUrl, feed_kind: 'telegram_preview', status: 'active' },
		...{ side: 'Not applicable', description: 'A channel of this test.', reason: 'A test' }
	};
	const faulty = await ask('save', { ...entry, languages: 'english' });
	expect(faulty.status).toBe(422);
	expect(await faulty.text()).toContain('languages');
	expect((await ask('save', entry)).status).toBe(200);

	const browser = await openBrowser();
	try {
		const { page, problems } = await openPage(browser);
		await page.goto(`${app.url}/ukraine?last=7d&source=front-desk`);
		await mapIdle(page);
		await page.getByText('Live', { exact: true }).waitFor();
		const marks = async () => Number(await page.locator('[data-map-marks]').getAttribute('data-map-marks'));
		expect(await marks()).toBe(0);
		desk.post('Artillery shelled Avdiivka.');
		const { code, out, err } = await app.command('ingest', ['--source', 'front-desk']);
		expect(code, err).toBe(0);
		expect(out).toMatch(/placed +1/);
		await page.locator('article', { hasText: 'Artillery shelled Avdiivka' }).waitFor();
		await expect.poll(marks).toBe(1);

		// Five days without a reading: silent on the legend, the status page and in the figures.
		const days = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString();
		await call(backend.service, 'record_feed_state', {
			source: 'front-desk',
			state: { ...READ, checked_at: days(5), last_post_at: days(5), next_due_at: days(-300) }
		});
		await page.locator('summary', { hasText: 'Legend' }).click();
		await page.getByText(/Silent at the moment: .*Front Desk/).waitFor();
		expect(problems).toEqual([]);
	} finally {
		await browser.close();
	}
	const status = await (await fetch(`${app.url}/status?lang=en`)).text();
	expect(status).toContain('nothing since');
	expect(status).toContain('Posts on each of the last 14 days: 0, 0');
	const metrics = await fetch(`${app.url}/metrics`);
	expect(metrics.headers.get('content-type')).toContain('version=0.0.4');
	const figures = await metrics.text();
	expect(figures).toContain('fronts_feed_silent{source="front-desk"} 1');
	expect(figures).toContain('fronts_feed_up{source="front-desk"} 1');
	expect(figures).not.toContain('people.example');
	const { sources } = await (await fetch(`${app.url}/api/v1/sources?silent=true`)).json();
	expect(sources.map(({ slug }: { slug: string }) => slug)).toContain('front-desk');
	await host.close();
});

test('the server reads what is due by itself', async () => {
	// Everything else is put off, so that the test asks nobody but this machine.
	const { sources } = await (await fetch(`${app.url}/api/v1/sources`)).json();
	for (const { slug } of sources) {
		const due = slug === 'loop' ? '2026-01-01T00:00:00Z' : '2099-01-01T00:00:00Z';
		await call(backend.service, 'record_feed_state', {
			source: slug,
			state: { ...READ, next_due_at: due }
		});
	}
	await backend.close();
	let asked = 0;
	const whole = send(page.replaceAll('FrontNotes/101', 'FrontNotes/99'));
	answer = (response) => {
		asked++;
		whole(response);
	};
	await app.restart({ INGEST: 'on' });
	await expect
		.poll(async () => (await feedState()).checkedAt, { timeout: 60_000, interval: 1_000 })
		.not.toBe('2026-01-01T00:00:00Z');
	expect(asked).toBe(1);
});
