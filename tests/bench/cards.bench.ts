/**
 * Cards: what one costs that nobody asked for before, and how many a second go out that are there already. Drawing is
 * compared with the same picture encoded by the canvas itself; serving with a bare server of Node that knows nothing but
 * the same bytes. Ratios are of one run; loopback only, bounded in time.
 */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { MINUTE } from '#lib/domain/event-time.ts';
import { isPin } from '#lib/domain/location.ts';
import { THEATRE, type Theatre } from '#lib/domain/theatre.ts';
import { EVERYTHING } from '#lib/domain/view.ts';
import { frameOf } from '#lib/map/frame.ts';
import { scaleOf, type Card } from '#lib/publish/card.ts';
import { drawCard } from '#lib/server/card/draw.ts';
import { ATTRIBUTION, COLOURS, sceneOf } from '../../src/routes/picture.svg/scene.ts';
import { startApp } from '../support/app-server.ts';
import { LAST_MINUTE, syntheticReports } from '../unit/columns/synthetic.ts';

const ROUNDS = 15;
const MARKERS = 200;
const CONNECTIONS = 16;
const SECONDS = 3;

console.log(
	`\nuncached, ${MARKERS} markers, median of ${ROUNDS}: ms to the PNG, longest pause of the thread, bytes`
);
for (const [theatre, width, height] of [
	['gaza', 1200, 630],
	['ukraine', 1200, 630],
	['sahel', 1200, 630],
	['ukraine', 2000, 1000],
	['ukraine', 2000, 2000]
] as const) {
	const columns = markersOn(theatre);
	const once = () => draw(columns, theatre, width, height);
	await once();
	const pauses = monitorEventLoopDelay({ resolution: 1 });
	pauses.enable();
	const [ms, png] = await median(once);
	pauses.disable();
	const image = await loadImage(Buffer.from(png));
	const canvas = createCanvas(width, height);
	canvas.getContext('2d').drawImage(image, 0, 0);
	const [baseline] = await median(() => canvas.encode('png'));
	console.log(
		`  ${`${theatre} ${width}x${height}`.padEnd(20)}${ms.toFixed(0).padStart(6)} ms (${(ms / baseline).toFixed(2)} of encoding it by the canvas alone), ` +
			`${(pauses.max / 1e6).toFixed(0)} ms, ${(png.length / 1000).toFixed(0)} kB`
	);
}

const app = await startApp();
try {
	const path = '/card/200x200.png?theatre=gaza&last=all&lang=en&t=2026-11-28T03:10:00Z';
	const answer = await fetch(app.url + path);
	const bytes = (await answer.arrayBuffer()).byteLength;
	const tag = answer.headers.get('etag')!;
	const bare = spawn(process.execPath, ['-e', bareServer(bytes)], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [port] = (await once(bare.stdout!, 'data')) as [Buffer];
	const bareUrl = `http://localhost:${String(port).trim()}`;
	console.log(
		`\ncached, ${bytes} bytes, ${CONNECTIONS} connections, ${SECONDS} s: answers a second, and of bare Node`
	);
	for (const [name, headers] of [
		['whole', ''],
		['not modified', `if-none-match: ${tag}\r\n`]
	] as const) {
		const ours = await load(app.url, path, headers);
		const theirs = await load(bareUrl, path, headers);
		console.log(
			`  ${name.padEnd(20)}${ours.toFixed(0).padStart(8)}${theirs.toFixed(0).padStart(8)}${(ours / theirs).toFixed(2).padStart(8)}`
		);
	}
	bare.kill();
	await once(bare, 'exit');
} finally {
	await app.stop();
}

/** The first so many pins of made-up reports. */
function markersOn(theatre: Theatre): ReportColumns {
	const columns = new ReportColumns();
	for (const row of syntheticReports(20_000, { days: 30 })) {
		if (columns.size < MARKERS && row.theatre === theatre && isPin(row.precision)) columns.upsert(row);
	}
	return columns;
}

async function draw(columns: ReportColumns, theatre: Theatre, width: number, height: number) {
	const scale = scaleOf({ width, height });
	const frame = frameOf({ bounds: THEATRE[theatre].view }, width / scale, height / scale);
	const filter = { ...EVERYTHING, to: LAST_MINUTE + MINUTE };
	const card: Card = {
		scene: await sceneOf(
			{ columns, cursor: '0-0', isDemo: true },
			{ filter, report: null, frame: { ...frame, left: frame.left + Math.random() / 100 }, lang: 'en' }
		),
		...{ scale, theme: 'light', colours: COLOURS.light, site: 'fronts.example', title: theatre },
		notes: ['21–28 Nov 2026 UTC'],
		heading: `Reports: ${MARKERS}`,
		types: [{ type: 'shelling', word: 'Shelling or missiles', count: String(MARKERS) }],
		reliabilities: {
			heading: 'Reliability of the sources',
			counts: [{ value: 'B', count: String(MARKERS) }]
		},
		...{ ringNote: 'Ring: grade', attribution: ATTRIBUTION }
	};
	return drawCard(card);
}

async function median<T>(work: () => Promise<T>): Promise<[ms: number, last: T]> {
	const times: number[] = [];
	let last: T;
	for (let round = 0; round < ROUNDS; round++) {
		const started = performance.now();
		last = await work();
		times.push(performance.now() - started);
	}
	return [times.sort((a, b) => a - b)[ROUNDS >> 1]!, last!];
}

function bareServer(bytes: number): string {
	return `const body = Buffer.alloc(${bytes});
		const server = require('node:http').createServer((request, response) => {
			const isKnown = request.headers['if-none-match'];
			response.writeHead(isKnown ? 304 : 200, isKnown ? {} : { 'content-type': 'image/png', 'content-length': body.length });
			response.end(isKnown ? undefined : body);
		}).listen(0, '127.0.0.1', () => console.log(server.address().port));`;
}

/** Answers a second: each connection asks again as soon as it was answered. Only lengths are read. */
async function load(url: string, path: string, headers: string): Promise<number> {
	const { hostname, port, host } = new URL(url);
	const question = `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}\r\n`;
	let answers = 0;
	const ends = performance.now() + SECONDS * 1000;
	await Promise.all(
		Array.from({ length: CONNECTIONS }, async () => {
			const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
			let head = '';
			let left = 0;
			socket.on('data', (chunk) => {
				if (left > 0) left -= chunk.length;
				else {
					head += chunk.toString('latin1');
					const end = head.indexOf('\r\n\r\n');
					if (end < 0) return;
					const length = /content-length: (\d+)/i.exec(head);
					left = (length ? Number(length[1]) : 0) - (head.length - end - 4);
					head = '';
				}
				if (left > 0) return;
				answers++;
				left = 0;
				if (performance.now() < ends) socket.write(question);
				else socket.end();
			});
			socket.write(question);
			await once(socket, 'close');
		})
	);
	return answers / SECONDS;
}
