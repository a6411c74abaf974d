/**
 * Platforms on loopback, each on a host of its own: channels, feeds, a map server. They behave like the real ones as
 * `tests/fixtures` describes them, posts can be added, edited and deleted, and each can be told to misbehave.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export type PlatformPost = {
	id: number;
	text: string;
	/** UTC instant. */
	at: string;
	isEdited?: boolean;
	/** Address of the post it forwards. */
	forwards?: string;
	/** Latitude, longitude. */
	location?: [number, number];
	isWithheld?: boolean;
};

/** What a platform can be told to do instead of answering. */
export type Fault =
	| { status: number; headers?: Record<string, string> }
	| 'changed layout'
	| 'html error page'
	| 'trickle'
	| 'endless'
	| 'bomb'
	| 'reset';

export type Platform = {
	/** What the registry calls its feed. */
	feedUrl: string;
	posts: PlatformPost[];
	fault: Fault | null;
	/** Times its feed was asked for. */
	asked: number;
	/** Called at each request for the feed, before it is answered. */
	onAsked: () => void;
	/** Adds a post, dated now, and returns its id. */
	post(text: string, facts?: Partial<PlatformPost>): number;
	edit(id: number, text: string): void;
	delete(id: number): void;
};
export type PlatformKind = 'telegram' | 'rss' | 'rdf' | 'youtube' | 'arcgis';

export type Host = {
	url: string;
	add(kind: PlatformKind, name: string): Platform;
	/** The most requests that were open at one time. */
	readonly mostOpen: number;
	close(): Promise<void>;
};

/** @param delay milliseconds before an answer */
export async function openHost(delay = 0): Promise<Host> {
	const platforms = new Map<string, { platform: Platform; render: () => [type: string, body: string] }>();
	let open = 0;
	let mostOpen = 0;
	const server: Server = createServer((request, response) => {
		response.on('error', () => {});
		mostOpen = Math.max(mostOpen, ++open);
		response.on('close', () => open--);
		setTimeout(() => answer(request, response), delay);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	function answer(request: IncomingMessage, response: ServerResponse): void {
		const { pathname } = new URL(request.url ?? '/', url);
		const found = platforms.get(pathname);
		if (!found) return void response.writeHead(404).end();
		const { platform, render } = found;
		platform.asked++;
		platform.onAsked();
		if (platform.fault) return misbehave(platform.fault, pathname, response);
		const [type, body] = render();
		response.writeHead(200, { 'content-type': type }).end(body);
	}

	return {
		url,
		add(kind, name) {
			const { path, feed, render } = KINDS[kind](name);
			const platform = newPlatform(`${url}${feed}`);
			platforms.set(path, { platform, render: () => render(platform.posts) });
			return platform;
		},
		get mostOpen() {
			return mostOpen;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

function newPlatform(feedUrl: string): Platform {
	let last = 100;
	return {
		feedUrl,
		posts: [],
		fault: null,
		asked: 0,
		onAsked: () => {},
		post(text, facts = {}) {
			this.posts.push({ id: ++last, text, at: new Date().toISOString(), ...facts });
			return last;
		},
		edit(id, text) {
			Object.assign(
				this.posts.find((post) => post.id === id)!,
				{ text, isEdited: true }
			);
		},
		delete(id) {
			this.posts = this.posts.filter((post) => post.id !== id);
		}
	};
}

function misbehave(fault: Fault, path: string, response: ServerResponse): void {
	if (typeof fault === 'object') return void response.writeHead(fault.status, fault.headers).end('no');
	const html = { 'content-type': 'text/html; charset=utf-8' };
	if (fault === 'reset') return void response.destroy();
	if (fault === 'html error page')
		return void response.writeHead(200, html).end('<!doctype html><h1>Error</h1>');
	if (fault === 'changed layout')
		return void response
			.writeHead(200, html)
			.end(`<!doctype html><main data-of="${path}"><p>New look</p></main>`);
	if (fault === 'bomb') {
		const packed = gzipSync(Buffer.alloc(50_000_000, 'x'));
		return void response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(packed);
	}
	response.writeHead(200, html);
	const drip = setInterval(
		() => response.write(fault === 'trickle' ? '<' : '<div>'.repeat(40_000)),
		fault === 'trickle' ? 1_000 : 20
	);
	response.on('close', () => clearInterval(drip));
}

type Rendering = {
	/** Where it answers, and the address that is registered. */
	path: string;
	feed: string;
	render: (posts: readonly PlatformPost[]) => [type: string, body: string];
};

const escaped = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const KINDS: Record<PlatformKind, (name: string) => Rendering> = {
	telegram: (name) => ({
		path: `/s/${name}`,
		feed: `/s/${name}`,
		render: (posts) => [HTML, preview(name, posts)]
	}),
	rss: (name) => ({
		path: `/${name}/feed/`,
		feed: `/${name}/feed/`,
		render: (posts) => [XML, rss(name, posts)]
	}),
	rdf: (name) => ({
		path: `/${name}/index.rdf`,
		feed: `/${name}/index.rdf`,
		render: (posts) => ['application/rdf+xml', rdf(name, posts)]
	}),
	youtube: (name) => ({
		path: `/${name}/videos.xml`,
		feed: `/${name}/videos.xml?channel_id=UC${name}`,
		render: (posts) => [XML, youtube(name, posts)]
	}),
	arcgis: (name) => ({
		path: `/rest/services/${name}/FeatureServer/0/query`,
		feed: `/rest/services/${name}/FeatureServer/0`,
		render: (posts) => ['application/geo+json', features(posts)]
	})
};
const HTML = 'text/html; charset=utf-8';
const XML = 'application/rss+xml; charset=utf-8';

function preview(name: string, posts: readonly PlatformPost[]): string {
	const messages = posts.map((post) => message(name, post));
	return `<!DOCTYPE html><html><head><title>${name} – Telegram</title></head><body class="widget_frame_base tgme_webpreview">
<header class="tgme_header"><div class="tgme_channel_info_header_title"><span dir="auto">${name}</span></div></header>
<main class="tgme_main"><section class="tgme_channel_history js-message_history">${
		messages.join('\n') || '<div class="tme_no_messages_found">No posts found</div>'
	}</section></main></body></html>`;
}

function message(
	name: string,
	{ id, text, at, isEdited, forwards, location, isWithheld }: PlatformPost
): string {
	// The moment of rendering: no two pages are the same bytes.
	const view = Buffer.from(JSON.stringify({ c: -1, p: id, t: Date.now(), h: 'a' })).toString('base64');
	return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message js-widget_message" data-post="${name}/${id}" data-view="${view}"><div class="tgme_widget_message_bubble">
${forwards ? `<div class="tgme_widget_message_forwarded_from">Forwarded from&nbsp;<a class="tgme_widget_message_forwarded_from_name" href="${forwards}">Other</a></div>` : ''}
${location ? `<a class="tgme_widget_message_location_wrap" href="https://maps.google.com/maps?q=${location}&amp;ll=${location}&amp;z=16"><div class="tgme_widget_message_location"></div></a>` : ''}
${isWithheld ? '<div class="message_media_not_supported_label">Please open Telegram to view this post</div>' : ''}
<div class="tgme_widget_message_text js-message_text" dir="auto">${escaped(text).replace(/\n/g, '<br/>')}</div>
<div class="tgme_widget_message_info"><span class="tgme_widget_message_views">1.2K</span><span class="tgme_widget_message_meta">${isEdited ? 'edited &nbsp;' : ''}<a class="tgme_widget_message_date" href="https://t.me/${name}/${id}"><time datetime="${at}" class="time">0:00</time></a></span></div>
</div></div></div>`;
}

const rss = (name: string, posts: readonly PlatformPost[]): string =>
	`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${name}</title><link>https://example.org/</link><description>-</description>${posts
		.toReversed()
		.map(
			({ id, text, at }) =>
				`<item><title>${escaped(text)}</title><link>https://example.org/${name}/${id}</link><guid isPermaLink="false">${name} ${id}</guid><pubDate>${new Date(at).toUTCString()}</pubDate></item>`
		)
		.join('')}</channel></rss>`;

const rdf = (name: string, posts: readonly PlatformPost[]): string =>
	`<?xml version="1.0" encoding="utf-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>${name}</title><link>https://example.org/</link><description>-</description></channel>${posts
		.toReversed()
		.map(({ id, text, at }) => {
			const url = `https://example.org/${name}/${id}.html`;
			return `<item rdf:about="${url}"><title>${escaped(text)}</title><link>${url}</link><dc:date>${at}</dc:date></item>`;
		})
		.join('')}</rdf:RDF>`;

const youtube = (name: string, posts: readonly PlatformPost[]): string =>
	`<?xml version="1.0" encoding="UTF-8"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"><id>yt:channel:${name}</id><title>${name}</title>${posts
		.toReversed()
		// Its last fifteen, and `updated` that changes with every view.
		.slice(0, 15)
		.map(
			({ id, text, at }) =>
				`<entry><id>yt:video:video${id}</id><yt:videoId>video${id}</yt:videoId><title>${escaped(text)}</title><published>${at}</published><updated>${new Date().toISOString()}</updated><media:group><media:description>Also about Kharkiv.</media:description></media:group></entry>`
		)
		.join('')}</feed>`;

const features = (posts: readonly PlatformPost[]): string =>
	JSON.stringify({
		type: 'FeatureCollection',
		features: posts.map(({ id, text, at, location }) => ({
			type: 'Feature',
			id,
			geometry: location ? { type: 'Point', coordinates: location.toReversed() } : null,
			properties: { OBJECTID: id, name: text, event_date: Date.parse(at) }
		}))
	});
