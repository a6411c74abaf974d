/** Parts of a text that name places without reporting from them: datelines and signatures. */

export type Span = { start: number; end: number };

// "KYIV, Nov 22 (AFP) -", "Ouagadougou, 22 nov. 2026 (AIB) –", "ГАЗА, 22 ноября. /ТАСС/."; "Dori (Séno) :" is none.
const DATELINE =
	/^\s*\p{L}[\p{L}\p{M}'’ -]{1,40}(?:,[^\n()/]{1,40})?\s*(?:\((?:[^)\n]{0,30}\p{Lu}{2}[^)\n]{0,30}|Reuters|Xinhua|Anadolu|Libreinfo|Sidwaya|وكالات|رويترز|الاناضول|الأناضول)\)|\/[^/\n]{2,30}\/|(?<=\d\p{L}{0,4}\.?))\.?\s*[-–—:.]/u;
/** A last line of nothing but tags and handles. */
const TAGS = /^[\s\p{P}\p{S}]*(?:[#@][\p{L}\p{N}_]+[\s\p{P}\p{S}]*){2,}$/u;
const SIGNATURE =
	/(?:t\.me\/|(?:^|\s)@[\p{L}\p{N}_]{4,}|подпис|підпис|subscribe|join us|follow us|abonnez|suivez|اشترك|تابعونا|قناتنا)/iu;

/** Spans to ignore, in order. A text that is nothing but its first or last line is left whole. */
export function framesIn(text: string): Span[] {
	const frames: Span[] = [];
	const dateline = DATELINE.exec(text);
	if (dateline && text.slice(dateline[0].length).trim()) frames.push({ start: 0, end: dateline[0].length });

	let end = text.trimEnd().length;
	for (let lines = 0; lines < 3; lines++) {
		const start = text.lastIndexOf('\n', end - 1) + 1;
		if (start === 0) break;
		const line = text.slice(start, end);
		if (line.length > 160 || (!SIGNATURE.test(line) && !TAGS.test(line))) break;
		frames.push({ start, end });
		end = text.slice(0, start).trimEnd().length;
		if (end === 0) break;
	}
	return frames;
}
