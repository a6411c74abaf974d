import type { Place } from '../domain/place.ts';
import { adjectiveForms, caseForms } from './cyrillic.ts';
import { fold, scriptOf, tokensOf, type Token } from './tokens.ts';

/** A name of a place, found by its words. */
export type NameEntry = {
	place: Place;
	/** A name it no longer bears. */
	former: boolean;
	/** The adjective made of the name: counts only before "direction" and the like. */
	adjective: boolean;
};

export type Gazetteer = {
	places: ReadonlyMap<string, Place>;
	/** Dictionary words by inflected form; Cyrillic only. */
	lemmas: ReadonlyMap<string, readonly string[]>;
	/** Names by their dictionary words, joined by a space. */
	names: ReadonlyMap<string, readonly NameEntry[]>;
	/** Words in the longest name. */
	longestName: number;
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

const ADJECTIVE_MARK = '~';

/** Builds the index. Places whose id is repeated: the last one counts. */
export function buildGazetteer(places: readonly Place[]): Gazetteer {
	const lemmas = new Map<string, string[]>();
	const names = new Map<string, NameEntry[]>();
	let longestName = 1;

	const addForm = (form: string, lemma: string) => append(lemmas, form, lemma);
	const addName = (key: string, entry: NameEntry) => {
		const known = names.get(key) ?? [];
		const same = known.find(
			({ place, adjective }) => place.id === entry.place.id && adjective === entry.adjective
		);
		if (same) same.former &&= entry.former;
		else names.set(key, [...known, entry]);
	};

	const byId = new Map(places.map((place) => [place.id, place]));
	const inflected = new Set<string>();
	for (const place of byId.values()) {
		for (const { name, former } of namesOf(place)) {
			const words = tokensOf(name).map(({ start, end }) => fold(name.slice(start, end)));
			if (words.length === 0) continue;
			longestName = Math.max(longestName, words.length);
			addName(words.join(' '), { place, former, adjective: false });
			const script = scriptOf(name);
			if (script === 'arabic' && words.length > 1) {
				addName(words.join(''), { place, former, adjective: false });
			}
			if (script !== 'cyrillic') continue;
			for (const word of words) {
				if (inflected.has(word)) continue;
				inflected.add(word);
				for (const form of caseForms(word)) addForm(form, word);
				for (const form of adjectiveForms(word)) addForm(form, word + ADJECTIVE_MARK);
			}
			if (words.length === 1) addName(words[0] + ADJECTIVE_MARK, { place, former, adjective: true });
		}
	}
	return { places: byId, lemmas, names, longestName: Math.min(longestName, 6) };
}

/** All names of the gazetteer in the text: the longest at each word, none overlapping another. Linear in the text. */
export function mentionsIn(text: string, tokens: readonly Token[], gazetteer: Gazetteer): Mention[] {
	const mentions: Mention[] = [];
	const anyCapital = tokens.some(({ capital, start }) => capital && /\p{Lu}/u.test(text[start] ?? ''));
	for (let at = 0; at < tokens.length;) {
		const mention = longestAt(text, tokens, at, gazetteer, anyCapital);
		if (mention) mentions.push(mention);
		at = mention?.nextToken ?? at + 1;
	}
	return mentions;
}

function longestAt(
	text: string,
	tokens: readonly Token[],
	first: number,
	{ lemmas, names, longestName }: Gazetteer,
	anyCapital: boolean
): Mention | null {
	let keys = [''];
	let best: Mention | null = null;
	for (let next = first + 1; next <= Math.min(first + longestName, tokens.length); next++) {
		const token = tokens[next - 1];
		const before = tokens[next - 2];
		if (!token) break;
		if (
			next - 1 > first &&
			before &&
			!/^[ \u00a0\t\u2010-\u2013-]{1,3}$/.test(text.slice(before.end, token.start))
		)
			break;
		const words = new Set(token.forms.flatMap((form) => [form, ...(lemmas.get(form) ?? [])]));
		keys = keys.flatMap((key) => Array.from(words, (word) => (key ? `${key} ${word}` : word))).slice(0, 64);
		let entries = keys.flatMap((key) => names.get(key) ?? []);
		if (entries.length === 0 && next - first === 2) {
			entries = keys.flatMap((key) =>
				scriptOf(key) === 'arabic' ? (names.get(key.replace(' ', '')) ?? []) : []
			);
		}
		// In a text with capitals a word without one is an ordinary word ("золото", "bar").
		const capital = !anyCapital || tokens.slice(first, next).some((part) => part.capital);
		entries = entries.filter(({ adjective }) => adjective || capital);
		if (entries.length === 0) continue;
		const start = tokens[first]?.start ?? 0;
		best = {
			entries: preferNouns(entries),
			matched: text.slice(start, token.end),
			start,
			end: token.end,
			firstToken: first,
			nextToken: next
		};
	}
	return best;
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

function* namesOf(place: Place): Generator<{ name: string; former: boolean }> {
	for (const name of Object.values(place.names).flat()) yield { name, former: false };
	for (const name of Object.values(place.former ?? {}).flat()) yield { name, former: true };
}

function append(map: Map<string, string[]>, key: string, value: string): void {
	const known = map.get(key);
	if (!known) map.set(key, [value]);
	else if (!known.includes(value)) known.push(value);
}

/** The name to show: English where it has one. */
export const displayName = (place: Place): string =>
	place.names['en']?.[0] ?? Object.values(place.names)[0]?.[0] ?? place.id;
