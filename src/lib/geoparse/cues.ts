/** Words around a name that say how it is meant. All compared in folded form (see `fold`). */

import type { Mention } from './gazetteer.ts';
import type { Token } from './tokens.ts';

export type Cues = {
	/** "in", "village of", "в", "حي": the word is a place here. */
	place: boolean;
	/** "near", "south of", "5 km from", "под", "قرب": the event is beside the place. */
	near: boolean;
	/** "between Djibo and", "между", "بين": the event is in neither place. */
	between: boolean;
	/** "Pokrovsk direction", "на Авдеевском направлении", "محور نتساريم". */
	direction: boolean;
	/** "Kyiv denies it": a government is named by its capital. */
	speaker: boolean;
	/** "Donetsk region", "province du Soum": the unit around the town is meant. */
	unit: 'admin1' | 'admin2' | null;
};

const words = (list: string) => new Set(list.split(/\s+/));

const IN = words(
	`in at inside within into across throughout around over on to from en a dans sur vers aux au
	в во на у по из за до від із з під до над через
	في داخل على باتجاه وسط شمال جنوب شرق غرب شمالي جنوبي شرقي غربي`
);
const SETTLEMENT = words(
	`city town village settlement camp neighbourhood neighborhood quarter suburb hamlet locality
	ville village localite camp quartier commune bourg hameau
	город города городе село села селе селу поселок поселка поселке пгт н.п нп деревня деревне хутор
	місто міста місті селище селища селищі смт
	حي مخيم بلده قريه مدينه منطقه بلدات قري مستشفي معبر`
);
const BETWEEN = words('between entre между між поміж بين مابين');
const NEAR = words(
	`near outside towards toward pres alentours environs non-loin
	под возле около вблизи близ рядом біля поблизу неподалік поруч районе районі
	قرب بالقرب قضاء محيط تخوم مشارف`
);
const COMPASS =
	/^(?:north|south|east|west|northeast|northwest|southeast|southwest|nord|sud|est|ouest|север\p{L}*|юж\p{L}*|восточн\p{L}*|западн\p{L}*|півн\p{L}*|півд\p{L}*|схід\p{L}*|захід\p{L}*)$/u;
const LINKS = words('of de du des d from от від');
const DISTANCE = /^(?:km|kms|kilometers?|kilometres?|км|километр\p{L}*|кілометр\p{L}*|miles?)$/u;
const DIRECTION_AFTER =
	/^(?:direction|axis|front|frontline|sector|направлени\p{L}*|напрям\p{L}*|участ\p{L}*|фронт\p{L}*)$/u;
const DIRECTION_BEFORE = /^(?:axe|secteur|اتجاه|محور|جبهه)$/u;
const ADMIN1_AFTER = /^(?:oblast|region|governorate|province|област\p{L}*|обл)$/u;
const ADMIN1_BEFORE = /^(?:region|gouvernorat|област\p{L}*|محافظه|ولايه)$/u;
const ADMIN2_AFTER = /^(?:raion|rayon|district|cercle|department|район\p{L}*)$/u;
const ADMIN2_BEFORE = /^(?:cercle|province|departement)$/u;
const SPEAKING =
	/^(?:sa(?:ys|id)|den(?:ies|ied)|claim(?:s|ed)|announce[sd]|accuse[sd]|reject(?:s|ed)|confirm(?:s|ed)|warn(?:s|ed)|condemn(?:s|ed)|demand(?:s|ed)|affirme|dement|accuse|annonce|condamne|заяв\p{L}*|сообщ\p{L}*|утвержд\p{L}*|отриц\p{L}*|обвин\p{L}*|повідом\p{L}*|запереч\p{L}*|звинува\p{L}*)$/u;
const ARTICLES = words('the le la les du de des d of el al l');

export function cuesOf(text: string, mention: Mention, tokens: readonly Token[]): Cues {
	const before = wordsBefore(text, mention, tokens);
	const following = tokens[mention.nextToken];
	// A comma parts: "Djibo, province du Soum" is not the province of Djibo.
	const after = following && isJoined(text, mention.end, following.start) ? following.forms : [];
	const [last = [], beforeLast = [], third = []] = before;
	const isIn = (set: ReadonlySet<string>, forms: readonly string[]) => forms.some((form) => set.has(form));
	const matches = (pattern: RegExp, forms: readonly string[]) => forms.some((form) => pattern.test(form));
	/** The nearest word before the name that is no article: "province du Soum". */
	const noun = isIn(ARTICLES, last) ? (isIn(ARTICLES, beforeLast) ? third : beforeLast) : last;

	const near =
		isIn(NEAR, last) ||
		isIn(NEAR, noun) ||
		(isIn(LINKS, last) && (matches(COMPASS, beforeLast) || matches(DISTANCE, beforeLast))) ||
		matches(/^(?:south|north|east|west)\p{L}*$/u, last) ||
		matches(/^(?:южнее|севернее|восточнее|западнее|північніше|південніше|східніше|західніше)$/u, last);
	const between = isIn(BETWEEN, last) || isIn(BETWEEN, noun);
	return {
		between,
		place:
			between ||
			namesItsKind(mention, tokens) ||
			isIn(IN, last) ||
			isIn(SETTLEMENT, noun) ||
			isIn(SETTLEMENT, after) ||
			near ||
			writtenOn(mention, tokens),
		near,
		direction:
			matches(DIRECTION_AFTER, after) || matches(DIRECTION_BEFORE, noun) || isFrenchDirection(before),
		speaker: matches(SPEAKING, after),
		unit:
			matches(ADMIN1_AFTER, after) || matches(ADMIN1_BEFORE, noun)
				? 'admin1'
				: matches(ADMIN2_AFTER, after) || matches(ADMIN2_BEFORE, noun)
					? 'admin2'
					: null
	};
}

const isJoined = (text: string, end: number, start: number) =>
	/^[\s"«“„'(#-]{1,3}$/.test(text.slice(end, start));

/** Up to three words that lead to the name without a comma or full stop between them, the nearest first. */
function wordsBefore(text: string, mention: Mention, tokens: readonly Token[]): (readonly string[])[] {
	const found: (readonly string[])[] = [];
	let start = mention.start;
	for (let at = mention.firstToken - 1; at >= 0 && found.length < 3; at--) {
		const token = tokens[at];
		if (!token || !isJoined(text, token.end, start)) break;
		found.push(token.forms);
		start = token.start;
	}
	return found;
}

/** "province du Soum" and "Sahel region" as names in full need no other cue. */
function namesItsKind({ firstToken, nextToken }: Mention, tokens: readonly Token[]): boolean {
	if (nextToken - firstToken < 2) return false;
	const ends = [tokens[firstToken], tokens[nextToken - 1]].map((token) => token?.forms[0] ?? '');
	return ends.some((word) => UNIT_WORDS.some((pattern) => pattern.test(word)) || SETTLEMENT.has(word));
}
const UNIT_WORDS = [ADMIN1_AFTER, ADMIN1_BEFORE, ADMIN2_AFTER, ADMIN2_BEFORE];

/** Arabic ب "in" is part of the word: بالزيتون. */
function writtenOn(mention: Mention, tokens: readonly Token[]): boolean {
	const plain = tokens[mention.firstToken]?.forms[0] ?? '';
	return (
		/^[وف]?ب/.test(plain) &&
		mention.entries.every(({ place }) => !(place.names['ar'] ?? []).some((name) => name.startsWith('ب')))
	);
}

/** "en direction de Kidal" */
function isFrenchDirection([last = [], beforeLast = []]: readonly (readonly string[])[]): boolean {
	return last.includes('de') && beforeLast.includes('direction');
}
