/**
 * What a machine may propose about the claim several citations make: at best "probably true". It counts voices and the
 * sides they are on, not posts; "confirmed" and "improbable" are a person's to say, and a contradiction lowers nothing.
 */
import type { Reliability } from './grade.ts';
import type { Citation } from './report.ts';

export type Corroboration = {
	/** Independent origins; posts of one source are one. */
	origins: number;
	/** As the registry words them; those that are not known are not among them. */
	sides: string[];
	/** No better than this is proposed. */
	credibility: 2 | 3;
	why: 'no_origin' | 'one_origin' | 'one_side' | 'two_sides' | 'reliable_origin';
};

/** What the registry writes where it knows of no side. */
const NO_SIDE = new Set(['unknown', 'not applicable', 'both states', 'none']);
const RELIABLE: readonly Reliability[] = ['A', 'B'];

type Counted = Pick<Citation, 'origin' | 'source' | 'side' | 'reliability'>;

/** Origins of one source, and sources of one origin, are one voice. */
export function corroborationOf(citations: readonly Counted[]): Corroboration {
	const voices: Counted[][] = [];
	for (const citation of citations) {
		const of = voices.filter((voice) => voice.some((other) => isOneVoice(other, citation)));
		for (const voice of of) voices.splice(voices.indexOf(voice), 1);
		voices.push([...of.flat(), citation]);
	}
	const sides = [...new Set(voices.flatMap(sideOf))];
	const counted = { origins: voices.length, sides };
	if (voices.length < 2)
		return { ...counted, credibility: 3, why: voices.length === 0 ? 'no_origin' : 'one_origin' };
	if (sides.length >= 2) return { ...counted, credibility: 2, why: 'two_sides' };
	const isBacked = voices.some((voice) => voice.some(({ reliability }) => RELIABLE.includes(reliability)));
	return isBacked
		? { ...counted, credibility: 2, why: 'reliable_origin' }
		: { ...counted, credibility: 3, why: 'one_side' };
}

const isOneVoice = (a: Counted, b: Counted): boolean =>
	a.origin === b.origin || (a.source !== null && a.source === b.source);

/** A copy repeats: the side of a voice is that of its first citation that has one. */
const sideOf = (voice: readonly Counted[]): string[] =>
	voice.flatMap(({ side }) => (side && !NO_SIDE.has(side.toLowerCase()) ? [side] : [])).slice(0, 1);
