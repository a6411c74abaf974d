/**
 * Which posts are one voice: a forward and what it forwards, a copy and what it copies, two who pass on one page. One voice
 * is never corroboration, however many channels it sounds in. Numbers are compared apart from the words, and a copy adds
 * words or leaves some out: where each has words of its own, something was replaced, and it may be the place.
 */
import { DAY } from './event-time.ts';
import { bitsApart, hash32, isTelling, numbersOf, simhash64, wordsOf } from './fingerprint.ts';
import { linkKey } from './post-link.ts';

export const ORIGIN_REASONS = [
	'forward',
	'same_words',
	'nearly_same_words',
	'same_media',
	'same_page'
] as const;
export type OriginReason = (typeof ORIGIN_REASONS)[number];

/** A post as far as its origin can be told from it. */
export type Voice = {
	id: number;
	/** Registry slug. */
	source: string;
	/** Address of the post, and of the one it forwards (or a name, where that is private). */
	url: string | null;
	forwarded_from: string | null;
	/** When it was published or, unknown, first seen: milliseconds since 1970. */
	at: number;
	text: string;
	/** Addresses. */
	media: readonly string[];
	links: readonly string[];
};

/** A voice prepared to be compared. */
export type VoicePrint = {
	id: number;
	source: string;
	at: number;
	words: readonly string[];
	numbers: string;
	simhash: string;
	/** What another of the same origin has in common with it, one at least. Blocking keys: short, to be looked up. */
	keys: readonly string[];
};

const COPIED_WITHIN = 2 * DAY;
const NEARLY = 3;
/** A key that so many posts of two days share (a channel's donation page) tells nothing of any of them. */
const TOO_COMMON = 50;

export function voicePrint(voice: Voice): VoicePrint {
	const words = wordsOf(voice.text);
	const simhash = simhash64(words);
	const { id, source, at } = voice;
	return {
		...{ id, source, at, words, simhash },
		numbers: numbersOf(words).toSorted().join(' '),
		keys: [
			...new Set([
				...postKeys(voice),
				...voice.media.flatMap((address) => pageKey('media', address)),
				...voice.links.flatMap((address) => pageKey('page', address)),
				...(isTelling(words) ? [`words:${textKey(words)}`, ...bands(simhash)] : [])
			])
		]
	};
}

/** Why two posts are one voice; null where nothing says so. */
export function sameOrigin(a: VoicePrint, b: VoicePrint): OriginReason | null {
	const shared = new Set(a.keys).intersection(new Set(b.keys));
	const has = (kind: string) => shared.values().some((key) => key.startsWith(kind));
	if (has('post:')) return 'forward';
	if (shared.size === 0 || Math.abs(a.at - b.at) > COPIED_WITHIN) return null;
	if (has('words:') && a.words.join(' ') === b.words.join(' ')) return 'same_words';
	if (has('band') && isNearCopy(a, b)) return 'nearly_same_words';
	// A source's own pictures and pages come back in post after post.
	if (a.source === b.source) return null;
	if (has('media:')) return 'same_media';
	return has('page:') ? 'same_page' : null;
}

function isNearCopy(a: VoicePrint, b: VoicePrint): boolean {
	if (bitsApart(a.simhash, b.simhash) > NEARLY || a.numbers !== b.numbers) return false;
	const [first, second] = [new Set(a.words), new Set(b.words)];
	return first.isSubsetOf(second) || second.isSubsetOf(first);
}

export type Joined = { id: number; with: number; why: OriginReason };

/**
 * Which posts go back to which: each later one to the earliest of its voice, directly. Posts that go back to no other
 * are left out. Looks only at posts that share a key: linear where no key is common.
 */
export function joinOrigins(voices: readonly VoicePrint[]): Joined[] {
	const inTime = voices.toSorted((a, b) => a.at - b.at || a.id - b.id);
	const byKey = new Map<string, VoicePrint[]>();
	const joined = new Map<number, Joined>();
	for (const voice of inTime) {
		const seen = new Set<VoicePrint>();
		for (const key of voice.keys) {
			const before = byKey.get(key);
			if (!before) {
				byKey.set(key, [voice]);
				continue;
			}
			// Forwards may be of any age; for the rest only two days count.
			if (!key.startsWith('post:'))
				while (before[0] && voice.at - before[0].at > COPIED_WITHIN) before.shift();
			if (before.length < TOO_COMMON) for (const other of before) seen.add(other);
			else if (key.startsWith('post:') || key.startsWith('words:')) seen.add(before[0]!);
			if (before.length < TOO_COMMON) before.push(voice);
		}
		const first = firstOf(voice, seen);
		if (first) joined.set(voice.id, { ...first, with: joined.get(first.with)?.with ?? first.with });
	}
	return [...joined.values()];
}

function firstOf(voice: VoicePrint, others: ReadonlySet<VoicePrint>): Joined | null {
	let first: { other: VoicePrint; why: OriginReason } | null = null;
	for (const other of others) {
		if (first && (other.at > first.other.at || (other.at === first.other.at && other.id > first.other.id)))
			continue;
		const why = sameOrigin(voice, other);
		if (why) first = { other, why };
	}
	return first && { id: voice.id, with: first.other.id, why: first.why };
}

/** The post itself, and the one it forwards: only addresses of posts, since of a channel's name nobody knows which. */
const postKeys = ({ url, forwarded_from }: Voice): string[] =>
	[url, forwarded_from].flatMap((address) => pageKey('post', address ?? ''));

/** A page, not a site or a channel: its path has a number or the length of a headline. */
function pageKey(kind: string, address: string): string[] {
	if (!URL.canParse(address)) return [];
	const key = linkKey(address);
	const path = key.slice(key.search(/[/?]|$/));
	return /\d/.test(path) || path.length > 20 ? [`${kind}:${key}`] : [];
}

/** Two hashes of all words: 64 bits. */
function textKey(words: readonly string[]): string {
	const text = words.join(' ');
	return [0x811c9dc5, 0x9747b28c].map((seed) => (hash32(text, seed) >>> 0).toString(16)).join('');
}

/** Of two prints at most three bits apart, one of four parts is the same. */
const bands = (simhash: string): string[] =>
	[0, 4, 8, 12].map((at) => `band${at}:${simhash.slice(at, at + 4)}`);
