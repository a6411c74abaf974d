/** Pages and feeds as no server should send them: the fixtures, cut, doubled, swapped and sprinkled with bytes. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parseArcgis } from '#lib/ingest/connectors/arcgis.ts';
import { parseFeed } from '#lib/ingest/connectors/feed.ts';
import { parseReliefweb } from '#lib/ingest/connectors/reliefweb.ts';
import { parseTelegramPreview } from '#lib/ingest/connectors/telegram-preview.ts';
import { parseYoutube } from '#lib/ingest/connectors/youtube.ts';
import type { Parse } from '#lib/ingest/parsed-page.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));

const WHOLE: { name: string; parse: Parse; page: Buffer }[] = [
	...['channel', 'kinds'].map((name) => ({
		name,
		parse: parseTelegramPreview,
		page: fixture(`telegram/${name}.html`)
	})),
	...['wordpress', 'rdf', 'atom', 'spip', 'substack'].map((name) => ({
		name,
		parse: parseFeed,
		page: fixture(`feeds/${name}.xml`)
	})),
	{ name: 'youtube', parse: parseYoutube, page: fixture('feeds/youtube.xml') },
	{ name: 'reliefweb', parse: parseReliefweb, page: fixture('feeds/reliefweb.json') },
	{ name: 'arcgis', parse: parseArcgis, page: fixture('feeds/arcgis.json') }
];

/** What breaks parsers when it stands where nobody expects it. */
const SPLINTERS = [
	'<div>',
	'</div>',
	'<!--',
	'-->',
	'<![CDATA[',
	']]>',
	'<a href="',
	'"',
	"'",
	'>',
	'&#x110000;',
	'&#xD800;',
	'&amp;amp;',
	'\0',
	'\ufeff',
	'{',
	'[[[[',
	'null',
	'1e999',
	'<?xml version="1.0" encoding="utf-7"?>',
	'<!DOCTYPE x [<!ENTITY a "&a;">]>'
].map((text) => Buffer.from(text));

/** One change: where, how much, what. Numbers are parts of the whole, so that they fit every page. */
const change = fc.record({
	how: fc.constantFrom('cut', 'double', 'move', 'insert', 'noise', 'repeat'),
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	length: fc.double({ min: 0, max: 0.3, noNaN: true }),
	to: fc.double({ min: 0, max: 1, noNaN: true }),
	splinter: fc.constantFrom(...SPLINTERS),
	bytes: fc.uint8Array({ maxLength: 30 })
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function applied(page: Buffer, { how, at, length, to, splinter, bytes }: Change): Buffer {
	const start = Math.floor(at * page.length);
	const end = Math.min(page.length, start + Math.floor(length * page.length));
	const [before, part, after] = [page.subarray(0, start), page.subarray(start, end), page.subarray(end)];
	if (how === 'cut') return Buffer.concat([before, after]);
	if (how === 'double') return Buffer.concat([before, part, part, after]);
	if (how === 'insert') return Buffer.concat([before, splinter, part, after]);
	if (how === 'noise') return Buffer.concat([before, bytes, part, after]);
	if (how === 'repeat') return Buffer.concat([before, ...Array<Buffer>(200).fill(splinter), part, after]);
	const rest = Buffer.concat([before, after]);
	const target = Math.floor(to * rest.length);
	return Buffer.concat([rest.subarray(0, target), part, rest.subarray(target)]);
}

export const mangledPage = fc
	.tuple(fc.constantFrom(...WHOLE), fc.array(change, { minLength: 1, maxLength: 6 }))
	.map(([{ name, parse, page }, changes]) => ({ name, parse, bytes: changes.reduce(applied, page) }));

const CONTEXT = {
	url: 'https://example.org/feed/',
	contentType: null,
	source: { slug: 'mangled', languages: ['ru', 'ar', 'en'] },
	fetchedAt: Date.parse('2023-11-15T00:00:00Z')
};

/**
 * Reads the page. @returns milliseconds it took
 * @throws Error when the parser throws, or gives what no parser may give
 */
export function readMangled({ name, parse, bytes }: { name: string; parse: Parse; bytes: Buffer }): number {
	const begun = performance.now();
	const { posts, layoutOk, problem } = parse(bytes, CONTEXT);
	const took = performance.now() - begun;
	if (layoutOk !== (problem === null)) throw new Error(`${name}: a problem without words, or words for none`);
	if (new Set(posts.map(({ external_id }) => external_id)).size !== posts.length) {
		throw new Error(`${name}: two posts share an id`);
	}
	for (const { external_id, published_at, point, text } of posts) {
		if (!external_id || external_id.length > 500)
			throw new Error(`${name}: an id of ${external_id.length} characters`);
		if (published_at && !(Date.parse(published_at) <= CONTEXT.fetchedAt + 3_600_000)) {
			throw new Error(`${name}: a post of ${published_at}`);
		}
		if (point && !(Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90))
			throw new Error(`${name}: ${point}`);
		if (text.length > 20_000) throw new Error(`${name}: a text of ${text.length} characters`);
	}
	return took;
}
