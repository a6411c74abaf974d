/** Words around a name that say how it is meant. All compared in folded form (see `fold`). */
import type { Mention } from './name-index.ts';
import { offsetBefore, type Offset } from './offset.ts';
import type { Token } from './tokens.ts';

export type Cues = {
	/** "in", "village of", "в", "حي", "shelling of": the word is a place here. */
	place: boolean;
	/** "near", "south of", "5 km from", "под", "قرب": the event is beside the place. */
	near: boolean;
	/** "western Rafah", "جنوب الخليل": in that part of it, or beyond. */
	part: boolean;
	/** "between Djibo and", "между", "بين": the event is in neither place. */
	between: boolean;
	/** "Pokrovsk direction", "на Авдеевском направлении", "محور نتساريم". */
	direction: boolean;
	/** "Kyiv denies it": a government is named by its capital. */
	speaker: boolean;
	/** "from Gao", "поезд до Киева", "via", "через": something comes or goes, the event is elsewhere. */
	passing: boolean;
	/** "#Donetsk": tags are many and say little. */
	tag: boolean;
	/** "the Gaza health ministry", "a source in Ramallah", «Tombouctou»: a name of something else. */
	label: boolean;
	/** "Donetsk region", "province du Soum": the unit around the town is meant. */
	unit: 'admin1' | 'admin2' | null;
	/** "5 km west of": how far from the place, and where to. */
	offset: Offset | null;
};

const words = (list: string) => new Set(list.trim().split(/\s+/));

const IN = words(
	`in at inside within into across throughout around over on to from en a dans sur vers aux au
	в во на у по из за до від із з під до над через о об біля
	في داخل علي باتجاه تجاه صوب وسط شمال جنوب شرق غرب شمالي جنوبي شرقي غربي`
);
const SETTLEMENT = words(
	`city town village settlement camp neighbourhood neighborhood quarter suburb hamlet locality outskirts
	ville village localite camp quartier commune bourg hameau peripherie
	город города городе городу городом село села селе селу селом поселок поселка поселке пгт н.п нп деревня деревне деревни хутор окраине окраины
	місто міста місті село селище селища селищі смт околиці околиця громада громаді громади
	حي مخيم بلده قريه مدينه منطقه بلدات قري مستشفي معبر`
);
/** What stands in a place and is called by it: "the airport of Gao". */
const FACILITY = words(
	`airport airfield base barracks hospital school market mosque church dam bridge mine station port junction crossing checkpoint
	residents people inhabitants mayor
	aeroport aerodrome hopital ecole marche mosquee eglise barrage pont gare poste caserne zone foret habitants populations maire
	аэропорт аэродром завод завода мост вокзал вокзалу больница больницу рынок рынку школа школу кварталы окраины жители порт
	аеропорт аеродром завод заводу міст вокзал вокзалу лікарня лікарню ринок ринку школа школу околиці мешканці порт
	مطار جسر مدرسه جامعه مسجد سوق ميناء دوار شارع محطه حاجز مفرق وسط ساحه اهالي سكان قاعده`
);
const BETWEEN = words('between entre между між поміж بين مابين');
const NEAR = words(
	`near outside towards toward pres alentours environs non-loin autour
	под возле около вблизи близ рядом біля поблизу неподалік поруч районе районі околицях
	قرب بالقرب قضاء محيط تخوم مشارف`
);
const PASSING = words(
	`from via through toward towards to
	depuis via vers jusqu
	из от до через мимо із від з
	من الي نحو عبر`
);
/** What comes, goes or lies before "from X": the event itself may start there ("shelling from Donetsk"), never end there. */
const PASSING_PHRASE =
	/(?:from the direction of|on the (?:road|way) to|venus? d[eu]s?(?: la zone d[eu]s?)?|arrives? (?:plus )?depuis|en provenance d[eu]s?|route (?:de|vers)|со стороны|в сторону|с направления|з боку|у бік|в бік|на трассе до|поїзд до|поезд до|через|from|via|through|depuis|jusqu['’]à|قادم\p{L}* من|في طريقه\p{L}* (?:الى|إلى)|متجه\p{L}* (?:الى|إلى|نحو)|عبر)[\s«"“]*(?:l['’]|d['’])?$/iu;
const COMPASS =
	/^(?:north|south|east|west|northeast|northwest|southeast|southwest|nord|sud|est|ouest|север\p{L}*|юж\p{L}*|восточн\p{L}*|западн\p{L}*|півн\p{L}*|півд\p{L}*|схід\p{L}*|захід\p{L}*)$/u;
const ARABIC_COMPASS = /^(?:ال)?(?:شمال|جنوب|شرق|غرب)(?:ي|يه)?$/;
const BESIDE_COMPASS =
	/^(?:(?:юго|северо|південно|північно)?(?:южнее|севернее|восточнее|западнее|північніше|південніше|східніше|західніше)|(?:юго|северо)-?\p{L}+нее)$/u;
const LINKS = words('of de du des d from от від з');
const DISTANCE = /^(?:km|kms|kilometers?|kilometres?|км|километр\p{L}*|кілометр\p{L}*|miles?|كم|كلم)$/u;
const DIRECTION_AFTER =
	/^(?:direction|axis|front|frontline|sector|направлени\p{L}*|напрям\p{L}*|участ\p{L}*|ділян\p{L}*|фронт\p{L}*)$/u;
const DIRECTION_BEFORE = /^(?:axe|secteur|اتجاه|محور|جبهه)$/u;
const ADMIN1_AFTER = /^(?:oblast|region|governorate|province|област\p{L}*|обл)$/u;
const ADMIN1_BEFORE = /^(?:region|gouvernorat|област\p{L}*|محافظه|ولايه)$/u;
const ADMIN2_AFTER = /^(?:raion|rayon|district|cercle|department|район\p{L}*)$/u;
const ADMIN2_BEFORE = /^(?:cercle|province|departement)$/u;
const SPEAKING =
	/^(?:sa(?:ys|id)|den(?:ies|ied)|claim(?:s|ed)|announce[sd]|accuse[sd]|reject(?:s|ed)|confirm(?:s|ed)|warn(?:s|ed)|condemn(?:s|ed)|demand(?:s|ed)|thank(?:s|ed)|bears|hopes?|refuse[sd]|insists?|wants?|affirme|dement|accuse|annonce|condamne|remercie|refuse|exige|заяв\p{L}*|сообщ\p{L}*|утвержд\p{L}*|отриц\p{L}*|обвин\p{L}*|благодар\p{L}*|требу\p{L}*|надеет\p{L}*|готовит\p{L}*|повідом\p{L}*|запереч\p{L}*|звинува\p{L}*|дяку\p{L}*|вимага\p{L}*|готує\p{L}*|تنفي|نفت|تعلن|اعلنت|توكد|اكدت|تقول|قالت|تتهم|اتهمت|تطالب|ترفض|رفضت)$/u;
const OWNED =
	/^(?:health|ministry|officials?|authorities|regime|government|brigade|battalion|battalions|corps|group|municipality|университет\p{L}*|режим\p{L}*|власти|влада)$/u;
const OWNER_PHRASE =
	/(?:ministère de la santé de|ministry of health in|министерство здравоохранения|міністерство охорони здоров['’]я|وزارة الصحة (?:في|ب)|\b(?:government|regime|sources?|spokes\p{L}+|correspondents?|diplomats?|analysts?) in|источник\p{L}* в|джерел\p{L}* (?:в|у)|une source à|مصادر? في)\s*$/iu;
/** Stems of what happens to a place: right before a name they say that it is one. */
const TOLD =
	/^(?:shelling|shelled|strikes?|struck|attack\p{L}*|bomb\p{L}*|hit|hits|captur\p{L}*|storm\p{L}*|siege|blockade|liberat\p{L}*|enter\p{L}*|frappes?|attaqu\p{L}*|bombard\p{L}*|blocus|prise|siege|reprise|обстрел\p{L}*|обстріл\p{L}*|удар\p{L}*|атак\p{L}*|штурм\p{L}*|бои|бой|боях|бої|взят\p{L}*|освобожд\p{L}*|освобод\p{L}*|звільн\p{L}*|визвол\p{L}*|окупу\p{L}*|захоп\p{L}*|захват\p{L}*|оборон\p{L}*|قصف\p{L}*|غار\p{L}*|تستهدف|استهداف|استهدف\p{L}*|اقتحام|اقتحم\p{L}*|تقتحم|تحرير|اجتياح|حصار|بقصف)$/u;
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
	const lead = text.slice(Math.max(0, mention.start - 60), mention.start);

	const offset = offsetBefore(text, mention.start);
	const near =
		offset !== null ||
		isIn(NEAR, last) ||
		isIn(NEAR, noun) ||
		(isIn(LINKS, last) && (matches(COMPASS, beforeLast) || matches(DISTANCE, beforeLast))) ||
		matches(/^(?:south|north|east|west)\p{L}*$/u, last) ||
		matches(BESIDE_COMPASS, last);
	const between = isIn(BETWEEN, last) || isIn(BETWEEN, noun);
	const told = matches(TOLD, noun) || (isIn(IN, noun) && matches(TOLD, beforeLast));
	return {
		between,
		place:
			between ||
			namesItsKind(mention, tokens) ||
			told ||
			isIn(IN, last) ||
			isIn(SETTLEMENT, noun) ||
			isIn(FACILITY, noun) ||
			isIn(SETTLEMENT, after) ||
			near ||
			writtenOn(mention, tokens),
		near,
		part: matches(COMPASS, noun) || matches(ARABIC_COMPASS, noun) || matches(ARABIC_COMPASS, last),
		direction:
			matches(DIRECTION_AFTER, after) || matches(DIRECTION_BEFORE, noun) || isFrenchDirection(before),
		speaker: matches(SPEAKING, after),
		passing:
			PASSING_PHRASE.test(lead) ||
			(isIn(PASSING, last) && matches(/^(?:поїзд|поезд|train|bus|convoi)/u, beforeLast)),
		tag: text[mention.start - 1] === '#',
		label:
			(last.includes('the') && (after.length === 0 || isIn(IN, after))) ||
			isQuoted(text, mention) ||
			matches(OWNED, after) ||
			OWNER_PHRASE.test(lead),
		unit:
			matches(ADMIN1_AFTER, after) || matches(ADMIN1_BEFORE, noun)
				? 'admin1'
				: matches(ADMIN2_AFTER, after) || matches(ADMIN2_BEFORE, noun)
					? 'admin2'
					: null,
		offset
	};
}

const isJoined = (text: string, end: number, start: number) =>
	/^[\s"«“„'(#-]{1,3}$/.test(text.slice(end, start));

/** « Tombouctou », "Azov": a film, a unit, a ship. */
const isQuoted = (text: string, { start, end }: Mention) =>
	/[«“„"]\s?$/u.test(text.slice(Math.max(0, start - 2), start)) &&
	/^\s?[»”"]/u.test(text.slice(end, end + 2));

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
