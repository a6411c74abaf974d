import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTelegramPreview } from '#lib/ingest/connectors/telegram-preview.ts';
import { bytesOf, fixture, NOW } from './support.ts';

const context = {
	url: 'https://t.me/s/frontnotes',
	contentType: 'text/html; charset=utf-8',
	source: { slug: 'frontnotes', languages: ['en', 'ru', 'ar'] },
	fetchedAt: NOW
};
const read = async (name: string) => parseTelegramPreview(await fixture(`telegram/${name}`), context);
const post = async (id: number) => {
	const found = (await read('channel.html')).posts.find(
		({ external_id }) => external_id === `FrontNotes/${id}`
	);
	if (!found) throw new Error(`no post ${id}`);
	return found;
};

describe('the preview of a Telegram channel', () => {
	test('gives the posts oldest first, under the channel’s own name, without service messages', async () => {
		const page = await read('channel.html');
		expect(page.layoutOk).toBe(true);
		expect(page.posts.map(({ external_id }) => external_id)).toEqual(
			[101, 102, 103, 104, 109, 110].map((id) => `FrontNotes/${id}`)
		);
	});

	test('reads words, line breaks, emoji and entities, and unescapes links once more', async () => {
		const first = await post(101);
		expect(first.text).toBe(
			'⚡ Artillery shelled Avdiivka\nTwo houses burnt & a school was hit. #Avdiivka more'
		);
		expect(first.links).toEqual(['https://example.org/a?x=1&y=2']);
		expect(first.published_at).toBe('2023-11-14T10:15:30Z');
		expect(first.url).toBe('https://t.me/FrontNotes/101');
		expect(first).toMatchObject({
			edited: false,
			lang: 'en',
			media: [],
			forwarded_from: null,
			withheld: false
		});
	});

	test('does not take the quoted post for the reply', async () => {
		expect(await post(102)).toMatchObject({
			text: 'Correction: one house.',
			edited: true,
			reply_to: 'https://t.me/FrontNotes/101'
		});
	});

	test('names the forwarded post, and takes the photo rather than the emoji', async () => {
		expect(await post(103)).toMatchObject({
			forwarded_from: 'https://t.me/OtherNotes/77',
			text: '🔥 Бои под Авдеевкой',
			lang: 'ru',
			edited: false,
			media: [{ kind: 'photo', url: 'https://cdn.example.org/file/photo103.jpg' }]
		});
	});

	test('keeps an album as one post and a private origin as a name', async () => {
		const album = await post(104);
		expect(album.forwarded_from).toBe('A private reader');
		expect(album.lang).toBe('ar');
		expect(album.media).toEqual([
			{ kind: 'photo', url: 'https://cdn.example.org/file/a1.jpg' },
			{ kind: 'photo', url: 'https://cdn.example.org/file/a2.jpg' },
			{ kind: 'video', url: 'https://cdn.example.org/file/v.mp4' }
		]);
	});

	test('tells a withheld post from a video that the reader’s browser cannot play', async () => {
		expect((await post(109)).withheld).toBe(true);
		const video = await post(110);
		expect(video.withheld).toBe(false);
		expect(video.media[0]).toEqual({ kind: 'gif', url: 'https://cdn.example.org/file/g.mp4' });
	});

	test('reads a location post and does not believe a date in the future', async () => {
		expect(await post(110)).toMatchObject({ point: [37.745, 48.1394], published_at: null });
	});

	test('names the ids that are gone, but not those of an album or a service message', async () => {
		expect((await read('channel.html')).missing).toEqual(['FrontNotes/107', 'FrontNotes/108']);
	});

	test('does not list a million ids between two far posts', () => {
		const html = [1, 900_000_000]
			.map((id) => `<div class="tgme_widget_message" data-post="a_b/${id}"></div>`)
			.join('');
		expect(parseTelegramPreview(bytesOf(html), context).missing).toEqual([]);
	});

	test('knows an empty channel from a changed layout', async () => {
		expect(await read('empty.html')).toMatchObject({ posts: [], layoutOk: true, problem: null });
		const changed = await read('changed-layout.html');
		expect(changed).toMatchObject({ posts: [], layoutOk: false });
		expect(changed.problem).toMatch(/frontnotes.*layout/);
	});

	test('says that the layout changed when posts have lost their dates', async () => {
		const html = new TextDecoder()
			.decode(await fixture('telegram/channel.html'))
			.replaceAll('datetime=', 'data-when=');
		const page = parseTelegramPreview(bytesOf(html), context);
		expect(page.layoutOk).toBe(false);
		expect(page.posts.length).toBeGreaterThan(0);
	});

	test('survives whatever a server sends', async () => {
		const whole = await fixture('telegram/channel.html');
		expect.hasAssertions();
		const parts = fc.tuple(fc.nat(whole.length), fc.nat(whole.length));
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
				expect(isPage(parseTelegramPreview(bytes, context))).toBe(true);
			})
		);
		fc.assert(
			fc.property(parts, ([a, b]) => {
				expect(isPage(parseTelegramPreview(whole.slice(Math.min(a, b), Math.max(a, b)), context))).toBe(true);
			}),
			{ numRuns: 60 }
		);
	});

	test.each([
		'<div>',
		'<!--',
		'<p>',
		'<a ',
		'<a b="',
		'<div class="tgme_widget_message" data-post="a_b/1">',
		'</div>'
	])('does not hang on a page full of %s', (piece) => {
		expect(isPage(parseTelegramPreview(bytesOf(piece.repeat(100_000)), context))).toBe(true);
	});

	test('keeps reading when a post is repeated', () => {
		const one =
			'<div class="tgme_widget_message" data-post="a_b/1"><div class="js-message_text">x</div></div>';
		expect(parseTelegramPreview(bytesOf(one + one), context).posts).toHaveLength(1);
	});
});

const isPage = (page: { posts: unknown[]; layoutOk: boolean; problem: string | null }) =>
	Array.isArray(page.posts) && page.layoutOk === (page.problem === null);

describe('every kind of post', () => {
	const kinds = read('kinds.html');
	const kind = async (id: number) =>
		(await kinds).posts.find(({ external_id }) => external_id === `NorthDesk/${id}`)!;

	test('is read from a page that says whose it is', async () => {
		const { posts, layoutOk, missing, about } = await kinds;
		expect(layoutOk).toBe(true);
		expect(posts).toHaveLength(14);
		expect(missing).toEqual([]);
		expect(about).toEqual({ format: 'Telegram preview', title: 'North Desk', language: null });
	});

	test('a link card is a link: its words are another’s and its picture is no photo', async () => {
		expect(await kind(201)).toMatchObject({
			text: 'Shelling of Bakhmut, says the paper',
			links: ['https://example.org/story'],
			media: []
		});
	});

	test('views are as round as they are shown', async () => {
		const views = await Promise.all([201, 202, 203, 204].map(async (id) => (await kind(id)).views));
		expect(views).toEqual([512, 4_400, 1_200_000, null]);
	});

	test.each([
		[202, 'poll', null, 'Will it snow?'],
		[203, 'voice', null, ''],
		[204, 'document', 'https://t.me/NorthDesk/204', 'A file.'],
		[205, 'audio', 'https://t.me/NorthDesk/205', ''],
		[206, 'location', null, 'An explosion here.'],
		[207, 'contact', null, ''],
		[208, 'sticker', null, ''],
		[209, 'video', 'https://cdn.example.org/file/round.mp4', '']
	])('post %i is a %s', async (id, media, url, text) => {
		expect(await kind(id)).toMatchObject({ media: [{ kind: media, url }], text });
	});

	test('a location post gives its point, longitude first', async () => {
		expect((await kind(206)).point).toEqual([-1.626, 14.099]);
		expect((await kind(201)).point).toBeNull();
	});

	test('Arabic keeps its order, its lines and what a spoiler hides', async () => {
		expect(await kind(210)).toMatchObject({
			text: 'عاجل\n\nقصف على مخيم جباليا شمال القطاع 48.1394 (video)',
			lang: 'ar'
		});
	});

	test('a private origin is a name, whether a channel or a person', async () => {
		expect((await kind(211)).forwarded_from).toBe('Closed Desk');
		expect((await kind(212)).forwarded_from).toBe('M. K.');
	});

	test('withheld media do not take the words away', async () => {
		expect(await kind(213)).toMatchObject({ withheld: true, text: 'Words that are shown.', media: [] });
	});

	test('a quoted post is not the reply, even where both bear the same class; its picture is no photo', async () => {
		expect(await kind(214)).toMatchObject({
			text: 'It was a drill.',
			reply_to: 'https://t.me/NorthDesk/206',
			media: []
		});
	});

	test('what the page says of the moment of its making changes no post', async () => {
		const html = new TextDecoder().decode(await fixture('telegram/kinds.html'));
		const later = html.replaceAll(/data-view="[^"]*"/g, 'data-view="eyJ0IjoxOTAwMDAwMDAwfQ"');
		expect(later).not.toBe(html);
		expect(parseTelegramPreview(bytesOf(later), context).posts).toEqual((await kinds).posts);
	});
});
