/** What those who run a forum take over must be readable for the forum, and find our addresses in a post. */
import { DOMParser } from '@xmldom/xmldom';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isSavedViewId } from '#lib/domain/saved-view.ts';

const FOLDER = join(import.meta.dirname, '../../../static/forums');
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const xml = (file: string) =>
	new DOMParser({
		onError(level, message) {
			throw new Error(`${file}: ${level}: ${message}`);
		}
	}).parseFromString(text(file), 'text/xml');

const ID = 'aB3dE6gH';
const POSTED = [`https://fronts.example/e/${ID}`, `https://fronts.example/embed/${ID}`];
const FRAME = 'https://fronts.example/embed/';

/** PHP's patterns name groups as (?'id'…) and (?P<ID>…). */
const fromPhp = (pattern: string) => new RegExp(pattern.replace(/\(\?(?:P<|')(\w+)['>]/g, '(?<$1>'));

test('an id of ours is one to every definition', () => {
	expect(isSavedViewId(ID)).toBe(true);
});

test('XenForo: the import is well formed, matches a short address and frames it', () => {
	const site = xml('xenforo-media-site.xml').getElementsByTagName('bb_code_media_site')[0]!;
	expect(site.getAttribute('media_site_id')).toBe('fronts');
	const patterns = site.getElementsByTagName('match_urls')[0]!.textContent!.split('\n');
	for (const url of POSTED) {
		const found = patterns.map((pattern) =>
			new RegExp(`^${pattern.replace('{$id:alphanum}', '([0-9A-Za-z]+)')}$`).exec(url)
		);
		expect(found.find(Boolean)?.[1]).toBe(ID);
	}
	expect(site.getElementsByTagName('embed_html')[0]!.textContent).toContain(`src="${FRAME}{$id}"`);
});

test('s9e/TextFormatter: as a file and as Flarum’s lines of PHP', () => {
	const site = xml('s9e-media-site.xml').documentElement!;
	const extract = site.getElementsByTagName('extract')[0]!.textContent!;
	for (const url of POSTED) expect(fromPhp(extract.slice(1, -1)).exec(url)?.groups?.['id']).toBe(ID);
	expect(site.getElementsByTagName('iframe')[0]!.getAttribute('src')).toBe(`${FRAME}{@id}`);
	const flarum = /'extract' => "!(.+)!"/.exec(text('flarum-extend.php'))![1]!.replaceAll('\\\\', '\\');
	expect(flarum).toBe(extract.slice(1, -1));
	expect(text('flarum-extend.php')).toContain(`'src' => '${FRAME}{@id}'`);
});

test('WoltLab and Invision find the id and frame it', () => {
	const provider = xml('woltlab.xml').getElementsByTagName('provider')[0]!;
	const regex = fromPhp(provider.getElementsByTagName('regex')[0]!.textContent!);
	const invision = new RegExp(/#(\^.+)#/.exec(text('invision.txt'))![1]!);
	for (const url of POSTED) {
		expect(regex.exec(url)?.groups?.['ID']).toBe(ID);
		expect(invision.exec(url)?.[1]).toBe(ID);
	}
	expect(provider.getElementsByTagName('html')[0]!.textContent).toContain(`${FRAME}{$ID}`);
	expect(text('invision.txt')).toContain(`${FRAME}$1`);
});

test('an oEmbed client that reads the provider list asks our endpoint for every kind of page', () => {
	const [provider] = JSON.parse(text('providers.json')) as [
		{ endpoints: [{ schemes: string[]; url: string }] }
	];
	const { schemes, url } = provider.endpoints[0];
	expect(url).toBe('https://fronts.example/oembed');
	const patterns = schemes.map(
		(scheme) => new RegExp(`^${scheme.replace(/[.?]/g, '\\$&').replaceAll('*', '.*')}$`)
	);
	for (const path of ['/', '/?last=30d', '/gaza?last=30d', '/reports/12', `/e/${ID}`, '/embed?theatre=gaza'])
		expect(
			patterns.some((pattern) => pattern.test(`https://fronts.example${path}`)),
			path
		).toBe(true);
	expect(text('wordpress-providers.php')).toContain("'https://fronts.example/oembed'");
});
