/** Storing and placing posts: how cost grows with their number, through the embedded database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGazetteer } from '#lib/geoparse/gazetteer.ts';
import { geoparse } from '#lib/geoparse/geoparse.ts';
import { GAZETTEER_DIRECTORY, readPlaces } from '#lib/ingest/gazetteer-files.ts';
import { openBackend } from '#lib/server/database.ts';
import { prepareDatabase } from '#lib/server/first-start.ts';
import { postStore } from '#lib/server/posts.ts';
import { readSettings } from '#lib/server/settings.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'fronts-bench-'));
const SIZES = [250, 1_000, 4_000, 10_000];

const backend = await openBackend({ settings: readSettings({ DATA_DIR: folder }), root });
try {
	await prepareDatabase(backend.service, root, false);
	const store = postStore(backend.service);
	const perPost = new Map<number, number>();
	for (const size of SIZES) {
		const posts = Array.from({ length: size }, (_, n) => ({
			external_id: `bench-${size}/${n}`,
			url: null,
			published_at: '2026-01-01T00:00:00Z',
			edited: false,
			title: null,
			text: `Artillery shelled Avdiivka, message ${n}`,
			lang: 'en',
			forwarded_from: null,
			reply_to: null,
			links: [],
			media: [],
			withheld: false,
			point: null
		}));
		const page = {
			url: 'https://example.org/',
			fetched_at: '2026-01-01T00:00:00Z',
			sha256: size.toString(16).padStart(64, '0'),
			bytes: '',
			connector: 'feed' as const,
			connector_version: 1
		};
		const begun = performance.now();
		await store.storePosts('rybar', page, posts);
		perPost.set(size, (performance.now() - begun) / size);
	}
	const base = perPost.get(SIZES[0]!)!;
	for (const [size, cost] of perPost) {
		console.log(
			`store ${String(size).padStart(5)} posts: ${(cost / base).toFixed(2)} × the cost a post of ${SIZES[0]}`
		);
	}

	const begunBuild = performance.now();
	const places = await readPlaces(join(root, GAZETTEER_DIRECTORY), () => {});
	const gazetteer = buildGazetteer(places);
	const build = performance.now() - begunBuild;
	const texts = [
		'Бои под Авдеевкой, обстрел Красногоровки',
		'قصف مدفعي على حي الشجاعية شرق مدينة غزة',
		'Attaque près de Djibo, province du Soum'
	];
	const begunPlace = performance.now();
	const rounds = 300;
	for (let n = 0; n < rounds; n++) for (const text of texts) geoparse({ text, theatres: [] }, gazetteer);
	const each = (performance.now() - begunPlace) / (rounds * texts.length);
	console.log(
		`placing a text: 1/${Math.round(build / each)} of building the gazetteer of ${places.length} places`
	);
} finally {
	await backend.close();
	rmSync(folder, { recursive: true, force: true });
}
