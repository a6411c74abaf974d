/**
 * What a page costs on the wire. A proxy on the loopback between browser and server: unlike the browser's own
 * counters it sees workers, too. It asks for gzip, which every browser and every host has, so that figures compare.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

const MAPLIBRE = join(import.meta.dirname, '../../node_modules/maplibre-gl/dist');

export type Exchange = {
	path: string;
	status: number;
	/** Milliseconds since 1970. */
	askedAt: number;
	type: string;
	encoding: string;
	cacheControl: string;
	/** Head and body as they travelled. */
	bytes: number;
	headBytes: number;
};

export type Wire = {
	url: string;
	exchanges: Exchange[];
	/** From now on nothing gets through, not even what is under way; until it is mended. */
	cut(): void;
	mend(): void;
	close(): Promise<void>;
};

export async function openWire(target: string): Promise<Wire> {
	const exchanges: Exchange[] = [];
	let isCut = false;
	const server: Server = createServer((asked, answer) => {
		if (isCut) return void asked.socket.destroy();
		const askedAt = Date.now();
		const onward = request(
			new URL(asked.url ?? '/', target),
			{
				method: asked.method,
				headers: { ...asked.headers, host: new URL(target).host, 'accept-encoding': 'gzip' },
				agent: false
			},
			(answered) => {
				const { statusCode: status = 0, headers, rawHeaders } = answered;
				const headBytes = rawHeaders.join('').length + 2 * rawHeaders.length;
				const exchange: Exchange = {
					...{ path: asked.url ?? '/', status, askedAt },
					type: headers['content-type'] ?? '',
					encoding: headers['content-encoding'] ?? '',
					cacheControl: headers['cache-control'] ?? '',
					...{ bytes: headBytes, headBytes }
				};
				exchanges.push(exchange);
				answer.writeHead(status, headers);
				answered.on('data', (chunk: Buffer) => (exchange.bytes += chunk.length));
				answered.pipe(answer);
			}
		);
		onward.on('error', () => answer.destroy());
		answer.on('close', () => onward.destroy());
		asked.pipe(onward);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://localhost:${(server.address() as AddressInfo).port}`,
		exchanges,
		cut() {
			isCut = true;
			server.closeAllConnections();
		},
		mend() {
			isCut = false;
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}

/** To be called before the page is opened: notes when the first mark is on the map. */
export const watchFirstMark = (page: Page): Promise<unknown> =>
	page.addInitScript(() => {
		const isMarked = () =>
			Number(document.querySelector<HTMLElement>('[data-map-marks]')?.dataset.mapMarks) > 0;
		const observer = new MutationObserver(() => {
			if (!isMarked()) return;
			observer.disconnect();
			(globalThis as { __firstMark?: number }).__firstMark = performance.timeOrigin + performance.now();
		});
		observer.observe(document, { subtree: true, childList: true, attributeFilter: ['data-map-marks'] });
	});

/** When the first mark was there, milliseconds since 1970. */
export async function firstMark(page: Page): Promise<number> {
	const handle = await page.waitForFunction(() => (globalThis as { __firstMark?: number }).__firstMark);
	return (await handle.jsonValue())!;
}

/** What was asked for before that. */
export const before = (exchanges: readonly Exchange[], time: number): Exchange[] =>
	exchanges.filter(({ askedAt }) => askedAt < time);

/** Kilobytes (1000 bytes). */
export const kilobytes = (exchanges: readonly Exchange[]): number =>
	exchanges.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

/**
 * Kilobytes of scripts that are ours, without heads: all of them less MapLibre's two files, which are weighed as a bare
 * page gets them. Our own map code travels in one file with the library.
 */
export function ownScriptKilobytes(exchanges: readonly Exchange[]): number {
	const scripts = exchanges.filter(({ type }) => type.includes('javascript'));
	const all = scripts.reduce((sum, { bytes, headBytes }) => sum + bytes - headBytes, 0);
	const library = ['maplibre-gl.mjs', 'maplibre-gl-worker.mjs'].map(
		(name) => gzipSync(readFileSync(join(MAPLIBRE, name))).length
	);
	return (all - library[0]! - library[1]!) / 1000;
}
