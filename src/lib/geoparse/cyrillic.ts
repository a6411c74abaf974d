/**
 * Russian and Ukrainian inflection of place names by suffix sets: the name's class is read from its ending, and every
 * case form of that class is generated. Stemmers were measured first: 20 of 25 Russian and 11 of 18 Ukrainian
 * forms, against all of them by this rule (on the forms it was made from).
 * All input and output is folded (lower case, ё as е, no apostrophes).
 */

const VOWEL_END = /[аяоеєыиіїь]$/;

const FEMININE_A = ['а', 'ы', 'и', 'і', 'е', 'у', 'ой', 'ою', 'ей', 'ею'];
const FEMININE_YA = ['я', 'и', 'і', 'ї', 'е', 'ю', 'ей', 'ею', 'єю'];
const CONSONANT = ['', 'а', 'у', 'ом', 'ем', 'е', 'і', 'ові'];
const SOFT_SIGN = ['ь', 'я', 'ю', 'ем', 'єм', 'е', 'і', 'и', 'ью', 'ею', 'ях'];
const NEUTER_O = ['о', 'а', 'у', 'ом', 'е', 'і', 'ові'];
const NEUTER_E = ['е', 'я', 'ю', 'ем', 'єм', 'і', 'и'];
const PLURAL_ADJECTIVE = ['ых', 'их', 'ым', 'им', 'ыми', 'ими'];
const ADJECTIVE = ['ого', 'ому', 'ым', 'им', 'ом', 'ім'];
const ADJECTIVE_FEMININE = ['ая', 'ой', 'ую', 'ою', 'ої', 'ій', 'а', 'у'];
const PLURAL = ['', 'ов', 'ів', 'ам', 'ах', 'ами', 'ям', 'ях', 'ями', 'ей'];

/**
 * All case forms of one word of a name, itself included.
 * @param isOfSeveral it stands in a name of several words, where it may be an adjective: Велика, Новые
 */
export function caseForms(word: string, isOfSeveral = false): Set<string> {
	const forms = new Set([word]);
	const add = (stem: string, endings: readonly string[]) =>
		endings.forEach((ending) => forms.add(stem + ending));
	const stem = word.replace(VOWEL_END, '');
	if (stem.length < 2) return forms;

	if (isOfSeveral && word.endsWith('а')) add(stem, ADJECTIVE_FEMININE);
	if (isOfSeveral && /[еєо]$/.test(word)) add(stem, ADJECTIVE);
	if (isOfSeveral && /(?:ые|ие|і)$/.test(word)) add(word.replace(/(?:ые|ие|і)$/, ''), PLURAL_ADJECTIVE);

	if (/(?:ое|ее|ый|ий|ій|ой)$/.test(word)) add(word.slice(0, -2), ADJECTIVE);
	else if (/(?:ая|яя)$/.test(word)) add(word.slice(0, -2), ADJECTIVE_FEMININE);
	else if (word.endsWith('а')) {
		add(stem, FEMININE_A);
		if (/(?:ськ|цьк|зьк)$/.test(stem)) add(stem, ADJECTIVE_FEMININE);
		for (const softened of softenedStems(stem)) add(softened, ['і']);
	} else if (word.endsWith('я')) {
		add(stem, FEMININE_YA);
		// Запоріжжя: під Запоріжжям
		if (/(.)\1$/.test(stem)) add(stem, ['ям', 'ях']);
	} else if (word.endsWith('ь')) {
		add(stem, SOFT_SIGN);
		// Донець: Донця
		if (word.endsWith('ець')) add(`${word.slice(0, -3)}ц`, ['я', 'ю', 'ем', 'і']);
		// Бориспіль: Борисполя; Тернопіль: у Тернополі
		if (word.endsWith('іль')) add(`${word.slice(0, -3)}ол`, ['я', 'ю', 'ем', 'і']);
	} else if (word.endsWith('о')) add(stem, NEUTER_O);
	else if (/[еє]$/.test(word)) {
		add(stem, NEUTER_E);
		// Ukrainian Рубіжне, Кам'янське decline like adjectives.
		if (/(?:н|в|ськ|цьк|ш|р|л)$/.test(stem)) add(stem, ADJECTIVE);
	} else if (/[ыиі]$/.test(word)) {
		add(stem, PLURAL);
		// Кринки: з Кринок
		if (/[бвгджзлмнпрстфхцчшщ]к$/.test(stem)) add(stem.slice(0, -1), ['ок', 'ек']);
	} else if (!VOWEL_END.test(word)) addMasculine(word, add);
	return forms;
}

type Add = (stem: string, endings: readonly string[]) => void;

function addMasculine(word: string, add: Add): void {
	if (word.endsWith('й')) return add(word.slice(0, -1), ['я', 'ю', 'ем', 'єм', 'е', 'ї', 'и']);
	add(word, CONSONANT);
	// Харків: Харкова; Київ: Києва
	if (word.endsWith('ів')) add(`${word.slice(0, -2)}ов`, CONSONANT.slice(1));
	if (word.endsWith('їв')) add(`${word.slice(0, -2)}єв`, CONSONANT.slice(1));
	// Донец: Донца
	if (word.endsWith('ец')) add(`${word.slice(0, -2)}ц`, ['а', 'у', 'ом', 'ем', 'е']);
	// Часов Яр: в Часовом Яру, Часового Яра
	if (/(?:ов|ев|ин|ів|їв)$/.test(word)) add(word.replace(/ів$/, 'ов'), ADJECTIVE);
	// Городок: Городка
	if (word.endsWith('ок')) add(`${word.slice(0, -2)}к`, ['а', 'у', 'ом', 'е']);
	// Кривий Ріг: Кривого Рогу, у Кривому Розі
	if (/[бвгджзклмнпрст]?[ії][бвгзкрт]$/.test(word) && !/[ії]в$/.test(word)) {
		const open = word.replace(/[ії](?=.$)/, 'о');
		add(open, CONSONANT.slice(1));
		if (open.endsWith('г')) add(`${open.slice(0, -1)}з`, ['і']);
	}
	// Покровському: Ukrainian names in -ськ also decline like the adjective they are.
	if (/(?:ск|цк|ськ|цьк)$/.test(word)) add(word, ADJECTIVE);
}

/** Авдіївка: в Авдіївці; Волноваха: у Волновасі; Прага: у Празі. */
function softenedStems(stem: string): string[] {
	const softened: Record<string, string> = { к: 'ц', г: 'з', х: 'с' };
	const last = softened[stem.slice(-1)];
	return last ? [stem.slice(0, -1) + last] : [];
}

const ADJECTIVE_ENDING = /(?:ий|ого|ому|им|ом|ое|ая|ой|ую|ого|е|а|ої|ій|у|ый|ім|их|ые|ими)$/;

/** Stems of the adjective made of a name, as in "на Авдеевском направлении": it never names the town itself. */
export function adjectiveStems(word: string): string[] {
	const stem = word.replace(VOWEL_END, '');
	if (stem.length < 3) return [];
	const root = /(?:вк|нк)$/.test(stem) ? stem.slice(0, -1) : stem;
	if (/(?:ск|цк|ськ|цьк)$/.test(root)) return [root];
	return [`${root}ск`, `${root}ськ`];
}

/** The stem a word has if it is such an adjective: покровському → покровськ. */
export function stemsOfAdjective(word: string): string[] {
	const stem = word.replace(ADJECTIVE_ENDING, '');
	return stem !== word && /(?:ск|цк|ськ|цьк)$/.test(stem) ? [stem] : [];
}
