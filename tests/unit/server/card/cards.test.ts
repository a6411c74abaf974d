import { expect, test } from 'vitest';
import { openCards, TooManyCards } from '#lib/server/card/cards.ts';
import { isPreviewAgent } from '#lib/server/card/preview-agents.ts';

/** A drawing that ends when it is told to. */
function held() {
	const started: string[] = [];
	const ends: (() => void)[] = [];
	const draw =
		(key: string, bytes = 1) =>
		() =>
			new Promise<number>((resolve) => {
				started.push(key);
				ends.push(() => resolve(bytes));
			});
	return { started, draw, end: () => ends.splice(0).forEach((end) => end()) };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

test('equal cards are drawn once, others one after another', async () => {
	const cards = openCards<number>(100, (bytes) => bytes);
	const { started, draw, end } = held();
	const asked = ['a', 'a', 'b', 'a'].map((key) => cards.get(key, draw(key), false));
	await soon();
	expect(started).toEqual(['a']);
	end();
	await soon();
	await soon();
	expect(started).toEqual(['a', 'b']);
	end();
	expect(await Promise.all(asked)).toEqual([1, 1, 1, 1]);
});

test('what is kept is bounded in bytes, and what was asked for last stays', async () => {
	const cards = openCards<number>(100, (bytes) => bytes);
	for (const key of ['a', 'b', 'c']) await cards.get(key, async () => 40, false);
	expect(['a', 'b', 'c'].map((key) => cards.has(key))).toEqual([false, true, true]);
	expect(cards.bytes).toBe(80);
	await cards.get('huge', async () => 1000, false);
	expect(cards.bytes).toBe(0);
});

test('behind a long queue a visitor is told to come back, a forum waits', async () => {
	const cards = openCards<number>(100, (bytes) => bytes);
	const { draw } = held();
	let refused = 0;
	for (let n = 0; n < 60; n++) {
		cards.get(`v${n}`, draw('v'), false).catch((problem) => {
			expect(problem).toBeInstanceOf(TooManyCards);
			refused++;
		});
	}
	await soon();
	expect(refused).toBeGreaterThan(20);
	const before = refused;
	for (let n = 0; n < 60; n++) cards.get(`f${n}`, draw('f'), true).catch(() => refused++);
	await soon();
	expect(refused).toBe(before);
});

test('a failed drawing is not kept', async () => {
	const cards = openCards<number>(100, (bytes) => bytes);
	await expect(cards.get('a', () => Promise.reject(new Error('no font')), false)).rejects.toThrow('no font');
	expect(await cards.get('a', async () => 7, false)).toBe(7);
});

test.each([
	['Lemmy/0.19.20; +https://hexbear.net', true],
	['pict-rs v0.5.16', true],
	['http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.social/)', true],
	['Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)', true],
	['facebookexternalhit/1.1', true],
	['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36', false],
	['curl/8.5.0', false],
	['Dilemmy/1.0', false],
	[null, false]
])('%j fetches for many readers: %j', (userAgent, isAgent) => {
	expect(isPreviewAgent(userAgent)).toBe(isAgent);
});
