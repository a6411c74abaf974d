/**
 * Numbers of dead and injured as a text claims them, with who claims them. Each claim stays as it is: two claims of one
 * text are never added up, and a number of "fighters destroyed" is a boast, not a count of the dead.
 */

export type CasualtyClaim = {
	what: 'dead' | 'injured';
	/** "at least 12": low 12, no best, no high. */
	low: number | null;
	best: number | null;
	high: number | null;
	/** As the text names them; null where it names nobody: then it is the post that says so. */
	claimed_by: string | null;
	/** The words it was read from. */
	matched: string;
};

const SMALL: Record<string, number> = {
	...{
		one: 1,
		two: 2,
		three: 3,
		four: 4,
		five: 5,
		six: 6,
		seven: 7,
		eight: 8,
		nine: 9,
		ten: 10,
		eleven: 11,
		twelve: 12
	},
	...{
		un: 1,
		une: 1,
		deux: 2,
		trois: 3,
		quatre: 4,
		cinq: 5,
		sept: 7,
		huit: 8,
		neuf: 9,
		dix: 10,
		onze: 11,
		douze: 12
	},
	...{
		один: 1,
		одна: 1,
		два: 2,
		две: 2,
		двое: 2,
		три: 3,
		трое: 3,
		четыре: 4,
		четверо: 4,
		пять: 5,
		пятеро: 5,
		шесть: 6
	},
	...{
		шестеро: 6,
		семь: 7,
		восемь: 8,
		девять: 9,
		десять: 10,
		дві: 2,
		двоє: 2,
		троє: 3,
		чотири: 4,
		четверо: 4
	},
	...{
		"п'ять": 5,
		'п’ять': 5,
		"п'ятеро": 5,
		'п’ятеро': 5,
		шість: 6,
		сім: 7,
		вісім: 8,
		"дев'ять": 9,
		десять: 10
	},
	...{
		شهيدان: 2,
		قتيلان: 2,
		جريحان: 2,
		ثلاثة: 3,
		أربعة: 4,
		اربعة: 4,
		خمسة: 5,
		ستة: 6,
		سبعة: 7,
		ثمانية: 8,
		تسعة: 9,
		عشرة: 10
	}
};
const NUMBER = String.raw`(\d{1,3}(?:[ \u00a0,.]\d{3})+|\d{1,5}|${Object.keys(SMALL)
	.sort((a, b) => b.length - a.length)
	.join('|')})`;
const LIMIT = String.raw`(?:(at least|more than|over|au moins|plus de|не менее|минимум|более|щонайменше|понад|більше|ما لا يقل عن|أكثر من|اكثر من)\s|(up to|as many as|jusqu['’]à|до|أقل من)\s)?`;
const ENDS = String.raw`(?!\p{L})`;
const BEGINS = String.raw`(?<![\p{L}\p{N}.,:-])`;
const PEOPLE = String.raw`(?:\s(?!and|et|и|та|й|و)\p{L}[\p{L}-]*){0,3}?`;

const AFTER = {
	dead: String.raw`(?:(?:were |was |have been |are |is |sont |ont été |été |est |були |було |были |был |была )?(?:killed|dead|died|slain|tué(?:e?s)?|mort(?:e?s)?|décédé(?:e?s)?|погибли|погибло|погиб|погибла|погибших|убиты|убито|убит|загинули|загинуло|загинув|загинула|загиблих|вбито|вбиті|شهداء|شهيدا|شهيدًا|شهيد|قتلى|قتيلا|قتيلًا|قتيل|قتلوا|استشهدوا))`,
	injured: String.raw`(?:(?:were |was |have been |are |is |sont |ont été |été |est |були |было |были |був )?(?:wounded|injured|hurt|blessé(?:e?s)?|ранены|ранено|ранен|ранена|раненых|пострадали|пострадавших|поранені|поранено|поранених|травмовано|травмовані|постраждали|постраждалих|جرحى|جريحا|جريحًا|جريح|مصابين|مصابا|مصاب|إصابات|اصابات))`
};
const BEFORE = {
	dead: String.raw`(?:killed|killing|kills|death toll (?:rises to|of|at)|tu(?:é|ant)|fait|погибли|погибло|убиты|убито|число погибших[^.\d]{0,20}до|загинули|загинуло|загинуло щонайменше|вбито|кількість загиблих[^.\d]{0,20}до|استشهاد|مقتل|استشهد|قتل|ارتقاء)`,
	injured: String.raw`(?:wounded|wounding|injured|injuring|blessé|blessant|ранены|ранено|пострадали|поранені|поранено|травмовано|إصابة|اصابة|أصيب|جرح)`
};
const pattern = (what: 'dead' | 'injured') =>
	new RegExp(
		`${BEGINS}[وف]?${LIMIT}${NUMBER}${PEOPLE}\\s${AFTER[what]}${ENDS}|${BEGINS}[وف]?${BEFORE[what]}\\s${LIMIT}${NUMBER}${ENDS}(?!\\s?(?:%|km|км|год|years|ans))`,
		'giu'
	);
const PATTERNS = { dead: pattern('dead'), injured: pattern('injured') };
const DUAL: Record<'dead' | 'injured', RegExp> = {
	dead: /(?<!\p{L})(?:شهيدان|قتيلان|شهيدين|قتيلين)(?!\p{L})/gu,
	injured: /(?<!\p{L})(?:جريحان|مصابان|جريحين|مصابين اثنين)(?!\p{L})/gu
};
/** Losses of an enemy that a party counts for itself. */
const BOAST =
	/(?:enemy|terrorists?|militants?|neutrali[sz]ed|neutralisés?|terroristes?|assaillants|противник\p{L}*|боевик\p{L}*|ВСУ|оккупант\p{L}*|окупант\p{L}*|ворог\p{L}*|العدو|جنود|إرهابي\p{L}*|ارهابي\p{L}*)/iu;
const CLAIMANT = [
	/(?:according to|selon|d['’]après|по данным|по словам|по информации|за даними|за словами|за інформацією|بحسب|وفق|وفقا ل|نقلا عن)\s+(?:the |la |le |les |l['’])?([^.,;:\n()]{3,60}?)(?=[.,;:\n()]|$)/iu,
	/(?:^|[.,;\n]\s*)(?:the )?([^.,;:\n()]{3,50}?)\s+(?:said|says|claims|claimed|reported|reports|announced|a annoncé|annonce|rapporte|affirme|сообщил[аи]?|сообщает|заявил[аи]?|повідомив|повідомила|повідомили|повідомляє|заявив|заявила)(?!\p{L})/iu,
	/(?:сообщил[аи]?|сообщает|заявил[аи]?|повідомив|повідомила|повідомили|повідомляє|أعلنت|اعلنت|قالت|أفادت|افادت|said)\s+(?:the |في )?([^.,;:\n()]{3,50}?)(?=[.,;:\n()]|$)/iu,
	/^([^:\n.,]{3,40}):\s/u
];

/** Every number of dead or injured the text states, in its order. Linear in the text's lead. */
export function casualtyClaimsIn(text: string): CasualtyClaim[] {
	const lead = text.slice(0, LEAD);
	const claims: (CasualtyClaim & { at: number })[] = [];
	for (const what of ['dead', 'injured'] as const) {
		for (const m of lead.matchAll(PATTERNS[what])) {
			// "killed 400 terrorists"
			if (BOAST.test(lead.slice(m.index, m.index + m[0].length + 20).split(/[.;\n]/)[0] ?? '')) continue;
			const [least, most, number] = m[3] !== undefined ? [m[1], m[2], m[3]] : [m[4], m[5], m[6]];
			const count = countOf(number ?? '');
			if (count === null || count > MOST) continue;
			claims.push({ at: m.index, ...claimOf(what, count, !!least, !!most, m[0], sentenceAt(lead, m.index)) });
		}
		for (const m of lead.matchAll(DUAL[what])) {
			claims.push({ at: m.index, ...claimOf(what, 2, false, false, m[0], sentenceAt(lead, m.index)) });
		}
	}
	return claims.sort((a, b) => a.at - b.at).map(({ at: _, ...claim }) => claim);
}

/** Characters that say what happened; further down stands what happened before. */
const LEAD = 700;
/** More dead than any single event of these fronts: a running total. */
const MOST = 2_000;

function claimOf(
	what: 'dead' | 'injured',
	count: number,
	isLeast: boolean,
	isMost: boolean,
	matched: string,
	text: string
): CasualtyClaim {
	return {
		what,
		low: isMost ? null : count,
		best: isLeast || isMost ? null : count,
		high: isLeast ? null : count,
		claimed_by: claimantIn(text),
		matched: matched.trim()
	};
}

/** Who is named in one sentence says nothing about the next. */
function sentenceAt(text: string, at: number): string {
	const start = Math.max(...['. ', '; ', '\n'].map((mark) => text.lastIndexOf(mark, at))) + 1;
	const end = text.slice(at).search(/[.;](?:\s|$)|\n/);
	return text.slice(start, end < 0 ? undefined : at + end);
}

function countOf(word: string): number | null {
	const digits = word.replace(/[ \u00a0,.]/g, '');
	if (/^\d+$/.test(digits)) return Number(digits);
	return SMALL[word.toLowerCase()] ?? null;
}

function claimantIn(text: string): string | null {
	for (const pattern of CLAIMANT) {
		const said = pattern.exec(text)?.[1]?.trim();
		if (said && !/\d/.test(said)) return said;
	}
	return null;
}

/**
 * The dead of a text's event as one claim: null where it states none, or two different numbers.
 * Which of two is meant is for a person to say.
 */
export function deathsClaimed(claims: readonly CasualtyClaim[]): CasualtyClaim | null {
	const dead = claims.filter(({ what }) => what === 'dead');
	const numbers = new Set(dead.map(({ low, best, high }) => `${low} ${best} ${high}`));
	return numbers.size === 1 ? (dead[0] ?? null) : null;
}
