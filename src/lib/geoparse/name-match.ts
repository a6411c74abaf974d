/** How well what someone types fits a place's name: in any script, with or without diacritics, hyphens, articles. */
import { fold, tokensOf } from './tokens.ts';

/** A name, ready to be compared. */
export type NameKey = { words: readonly string[]; joined: string; compact: string };

/** Articles that are written apart or left out as one likes: "al-Shifa", "Shifa". */
const ARTICLES = new Set(['al', 'el', 'ad', 'an', 'ar', 'as', 'ash', 'at', 'az', 'le', 'la', 'les', 'the']);

export function nameKey(name: string): NameKey {
	const words = tokensOf(name).map(({ start, end }) => withoutArticle(fold(name.slice(start, end))));
	return { words, joined: words.join(' '), compact: words.join('') };
}

/** The Arabic article is written onto its word. */
const withoutArticle = (word: string) => (/^ال.{1,}/u.test(word) ? word.slice(2) : word);

/** From best to worst; Infinity is no match. */
export function fitOf(query: NameKey, name: NameKey): number {
	if (query.words.length === 0) return Infinity;
	if (name.joined === query.joined) return 0;
	if (name.joined.startsWith(query.joined)) return 1;
	if (` ${name.joined}`.includes(` ${query.joined}`)) return 2;
	if (name.compact.startsWith(query.compact)) return 3;
	const said = query.words.filter((word) => !ARTICLES.has(word));
	const isSaid = said.length > 0 && said.every((word) => name.words.some((other) => other.startsWith(word)));
	return isSaid ? 4 : Infinity;
}
