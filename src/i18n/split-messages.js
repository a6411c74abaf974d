/**
 * The browser gets the texts of a language in two files: what the map page may say, and what only the other pages
 * say. Their forms have more words than the map, and the map does not wait for them.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MESSAGES = join(import.meta.dirname, 'messages');
const SOURCES = join(import.meta.dirname, '..');
const SPLIT = join(import.meta.dirname, 'split');

/** Where words are for the other pages only, or for no browser at all. */
const BESIDE_THE_MAP =
	/^(routes\/(\(pages\)|feeds|export|share)\/|lib\/ui\/(account|form|media|review|submit)\/|lib\/server\/)/;
const USE = /\bm\.(\w+)/g;

/** The ids of messages that files of the map page, or of every page, name. */
function idsOfTheMap() {
	const files = globSync('**/*.{svelte,ts}', { cwd: SOURCES }).map((file) => file.replaceAll('\\', '/'));
	const ids = files
		.filter((file) => !BESIDE_THE_MAP.test(file))
		.flatMap((file) => [...readFileSync(join(SOURCES, file), 'utf8').matchAll(USE)].map(([, id]) => id));
	return new Set(ids);
}

/** Writes `split/{locale}.json` and `split/{locale}.pages.json` for each language. */
export function splitMessages() {
	const ofTheMap = idsOfTheMap();
	mkdirSync(SPLIT, { recursive: true });
	for (const file of globSync('*.json', { cwd: MESSAGES })) {
		/** @type {[string, string][]} */
		const texts = Object.entries(JSON.parse(readFileSync(join(MESSAGES, file), 'utf8')));
		/** @param {string} name @param {(id: string) => boolean} belongs */
		const write = (name, belongs) =>
			writeFileSync(
				join(SPLIT, name),
				JSON.stringify(Object.fromEntries(texts.filter(([id]) => belongs(id))))
			);
		write(file, (id) => ofTheMap.has(id));
		write(file.replace('.json', '.pages.json'), (id) => !ofTheMap.has(id));
	}
}
