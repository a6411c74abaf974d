/**
 * One automaton over the words of all names in all languages: a trie whose edges are dictionary words, walked over the
 * forms each word of a text may stand for. Longest name first; linear in the text, whatever the number of names.
 */
import type { Place } from '../domain/place.ts';
import { adjectiveStems, caseForms, stemsOfAdjective } from './cyrillic.ts';
import { isArticle, looseForm, transliterated } from './latin-forms.ts';
import { fold, foldArabic, scriptOf, tokensOf, type Token } from './tokens.ts';

/** A name of a place, found by its words. */
export type NameEntry = {
	place: Place;
	/** A name it no longer bears. */
	former: boolean;
	/** The adjective made of the name: counts only before "direction" and the like. */
	adjective: boolean;
};

/** A stretch of text that bears the name of one or more places. */
export type Mention = {
	entries: readonly NameEntry[];
	matched: string;
	/** Offsets in the text, end exclusive. */
	start: number;
	end: number;
	/** Indices of its first word and of the word after its last. */
	firstToken: number;
	nextToken: number;
};

type Node = { next: Map<string, Node> | null; entries: NameEntry[] | null };
export type NameIndex = {
	root: Node;
	/** Dictionary words by inflected form or common spelling. */
	lemmas: ReadonlyMap<string, string | readonly string[]>;
	/** Places by the stem of the adjective made of their name. */
	adjectives: ReadonlyMap<string, readonly NameEntry[]>;
};

const newNode = (): Node => ({ next: null, entries: null });

export function buildNameIndex(places: Iterable<Place>): NameIndex {
	const root = newNode();
	const lemmas = new Map<string, string | string[]>();
	const adjectives = new Map<string, NameEntry[]>();
	const prepared = new Set<string>();

	const addLemma = (form: string, lemma: string) => {
		if (form === lemma) return;
		const known = lemmas.get(form);
		if (known === undefined) lemmas.set(form, lemma);
		else if (typeof known === 'string') {
			if (known !== lemma) lemmas.set(form, [known, lemma]);
		} else if (!known.includes(lemma)) known.push(lemma);
	};
	const prepare = (word: string, isOfSeveral: boolean) => {
		const key = isOfSeveral ? `${word} ` : word;
		if (prepared.has(key)) return;
		prepared.add(key);
		const script = scriptOf(word);
		if (script === 'cyrillic') for (const form of caseForms(word, isOfSeveral)) addLemma(form, word);
		const loose = script === 'latin' ? looseForm(word) : null;
		if (loose) addLemma(loose, word);
	};
	const add = (words: readonly string[], entry: NameEntry) => {
		let node = root;
		for (const word of words) {
			prepare(word, words.length > 1);
			node.next ??= new Map();
			let next = node.next.get(word);
			if (!next) node.next.set(word, (next = newNode()));
			node = next;
		}
		remember((node.entries ??= []), entry);
	};

	for (const place of places) {
		for (const { name, former } of namesOf(place)) {
			const words = tokensOf(name).map(({ start, end }) => fold(name.slice(start, end)));
			const entry = { place, former, adjective: false };
			for (const variant of variantsOf(words, scriptOf(name))) add(variant, entry);
			if (words.length === 1 && scriptOf(name) === 'cyrillic') {
				for (const stem of adjectiveStems(words[0]!)) {
					const known = adjectives.get(stem);
					const adjective = { place, former, adjective: true };
					if (known) remember(known, adjective);
					else adjectives.set(stem, [adjective]);
				}
			}
		}
	}
	return { root, lemmas, adjectives };
}

/** The name as written, and as others write it: articles, joined words. */
function* variantsOf(words: readonly string[], script: string): Generator<readonly string[]> {
	if (words.length === 0) return;
	if (words.length === 1) return yield words;
	if (script === 'arabic') {
		yield words;
		yield [words.join('')];
	} else if (script === 'latin') {
		const plain = words.map((word, at) => (isArticle(word) && at < words.length - 1 ? 'al' : word));
		yield plain;
		// "Shati camp" for "Al-Shati camp", but not "Ram" for "Ar-Ram".
		if (plain[0] === 'al' && plain.slice(1).join('').length >= 5) yield plain.slice(1);
	} else yield words;
}

function remember(entries: NameEntry[], entry: NameEntry): void {
	const same = entries.find(({ place, adjective }) => place === entry.place && adjective === entry.adjective);
	if (!same) entries.push(entry);
	else if (!entry.former) same.former = false;
}

function* namesOf(place: Place): Generator<{ name: string; former: boolean }> {
	for (const [names, former] of [
		[place.names, false],
		[place.former ?? {}, true]
	] as const) {
		for (const [lang, list] of Object.entries(names)) {
			for (const name of list) {
				yield { name, former };
				const latin = lang === 'ru' || lang === 'uk' ? transliterated(name, lang) : null;
				if (latin) yield { name: latin, former };
			}
		}
	}
}

/** All names in the text: the longest at each word, none overlapping another. */
export function mentionsIn(text: string, tokens: readonly Token[], index: NameIndex): Mention[] {
	const mentions: Mention[] = [];
	const anyCapital = tokens.some(({ capital, start }) => capital && /\p{Lu}/u.test(text[start] ?? ''));
	const words = tokens.map((token) => wordsOf(token, index));
	for (let at = 0; at < tokens.length;) {
		const mention = longestAt(text, tokens, words, at, index, anyCapital);
		if (mention) mentions.push(mention);
		at = mention?.nextToken ?? at + 1;
	}
	return mentions;
}

/** Every dictionary word a word of the text may be a form of, itself included. */
function wordsOf(token: Token, { lemmas }: NameIndex): readonly string[] {
	const found: string[] = [];
	for (const form of token.forms) {
		found.push(form);
		const lemma = lemmas.get(form);
		if (typeof lemma === 'string') found.push(lemma);
		else if (lemma) found.push(...lemma);
	}
	const [plain = ''] = token.forms;
	if (isArticle(plain)) found.push('al');
	else if (/^[a-z]/.test(plain)) {
		for (const form of token.forms) {
			const loose = looseForm(form);
			const lemma = loose && lemmas.get(loose);
			if (loose) found.push(loose);
			if (typeof lemma === 'string') found.push(lemma);
			else if (lemma) found.push(...lemma);
		}
	}
	return found;
}

const JOINS_WORDS = /^[ \u00a0\t\u2010-\u2013-]{1,3}$/;
/** Words in the longest name that is looked for. */
const LONGEST = 7;

function longestAt(
	text: string,
	tokens: readonly Token[],
	words: readonly (readonly string[])[],
	first: number,
	{ root, adjectives }: NameIndex,
	anyCapital: boolean
): Mention | null {
	let nodes: Node[] = [root];
	let best: Mention | null = null;
	for (let at = first; at < Math.min(first + LONGEST, tokens.length) && nodes.length > 0; at++) {
		const token = tokens[at]!;
		if (at > first && !JOINS_WORDS.test(text.slice(tokens[at - 1]!.end, token.start))) break;
		const reached = new Set<Node>();
		for (const node of nodes) {
			if (!node.next) continue;
			for (const word of words[at]!) {
				const next = node.next.get(word);
				if (next) reached.add(next);
			}
		}
		nodes = [...reached];
		let entries = nodes.flatMap((node) => node.entries ?? []);
		if (at === first) entries = entries.concat(adjectivesOf(token, adjectives));
		if (entries.length === 0 && at === first + 1) entries = joinedArabic(tokens[first]!, token, root);
		// In a text with capitals a word without one is an ordinary word ("золото", "bar").
		if (anyCapital && !tokens.slice(first, at + 1).some(({ capital }) => capital)) {
			entries = entries.filter(({ adjective }) => adjective);
		}
		if (entries.length === 0) continue;
		const start = tokens[first]!.start;
		best = {
			entries: preferNouns(entries),
			matched: text.slice(start, token.end),
			start,
			end: token.end,
			firstToken: first,
			nextToken: at + 1
		};
	}
	return best;
}

function adjectivesOf({ forms }: Token, adjectives: NameIndex['adjectives']): readonly NameEntry[] {
	const [plain = ''] = forms;
	return stemsOfAdjective(plain).flatMap((stem) => adjectives.get(stem) ?? []);
}

/** بيت لاهيا is also written in one word, and a name of one word in two. */
function joinedArabic(first: Token, second: Token, root: Node): NameEntry[] {
	const tail = second.forms[0] ?? '';
	if (scriptOf(tail) !== 'arabic') return [];
	return first.forms.flatMap((form) => root.next?.get(foldArabic(form + tail))?.entries ?? []);
}

/** "Покровском" is a case of Покровск and the adjective of it: both stay, so that what follows can decide. */
function preferNouns(entries: readonly NameEntry[]): NameEntry[] {
	const seen = new Map<string, NameEntry>();
	for (const entry of entries) {
		const known = seen.get(entry.place.id);
		if (!known || (known.adjective && !entry.adjective) || (known.former && !entry.former)) {
			seen.set(entry.place.id, entry);
		}
	}
	return [...seen.values()];
}
