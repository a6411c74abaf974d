/** Words of a text as the gazetteer compares them: spelling differences that do not change the name are removed. */

export type Script = 'latin' | 'cyrillic' | 'arabic' | 'other';
export type Token = {
	/** Folded forms this word may stand for, the plain one first. */
	forms: readonly string[];
	/** Written with a capital, or in a script without capitals, or as a hashtag. */
	capital: boolean;
	/** Offsets in the text, end exclusive. */
	start: number;
	end: number;
};

const APOSTROPHES = /['’ʼ`´ʹ‘ʿʾ]/gu;
// A hyphen parts words: "Deir al-Balah", "Deir al Balah" and "Liptako‑Gourma" are found alike.
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u0640]*(?:['’ʼ`´ʹ‘ʿʾ][\p{L}\p{M}]+)*/gu;

export function scriptOf(word: string): Script {
	if (/\p{Script=Cyrillic}/u.test(word)) return 'cyrillic';
	if (/\p{Script=Arabic}/u.test(word)) return 'arabic';
	return /\p{Script=Latin}/u.test(word) ? 'latin' : 'other';
}

export function tokensOf(text: string): Token[] {
	return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
		forms: formsOf(word),
		capital: /^\P{Ll}/u.test(word) || /^[dlDL]['’ʼ]\p{Lu}/u.test(word) || text[index - 1] === '#',
		start: index,
		end: index + word.length
	}));
}

/** A word or name as it is compared: case, diacritics, apostrophes and harakat removed. */
export function fold(word: string): string {
	const plain = word.normalize('NFKC').toLowerCase().replace(APOSTROPHES, '');
	switch (scriptOf(plain)) {
		case 'latin':
			return plain.normalize('NFD').replace(/\p{M}/gu, '');
		case 'arabic':
			return foldArabic(plain);
		case 'cyrillic':
			// й and ї are letters of their own, so no decomposition here.
			return plain.replace(/ё/g, 'е').replace(/\u0301/g, '');
		default:
			return plain.replace(/\p{M}/gu, '');
	}
}

/** Harakat and tatweel go; forms of alef, of final ya and ta marbuta are one letter each. */
export function foldArabic(text: string): string {
	return text
		.replace(/[\u064b-\u065f\u0670\u0640]/g, '')
		.replace(/[أإآٱ]/g, 'ا')
		.replace(/ى/g, 'ي')
		.replace(/ة/g, 'ه');
}

function formsOf(word: string): string[] {
	const plain = fold(word);
	const script = scriptOf(plain);
	if (script === 'arabic') return [plain, ...withoutArabicPrefixes(plain)];
	if (script !== 'latin') return [plain];
	const bare = word.replace(/['’ʼ]s$/u, '').replace(/^(?:d|l|n|s|qu)['’ʼ]/iu, '');
	return bare === word ? [plain] : [plain, fold(bare)];
}

/** "and", "so", "in", "to", "like" are written onto the word; "to the" swallows the alef: للشجاعية is ل + الشجاعية. */
function withoutArabicPrefixes(word: string): string[] {
	const forms = new Set<string>();
	const conjunctionless = /^[وف]/.test(word) ? [word, word.slice(1)] : [word];
	for (const form of conjunctionless) {
		forms.add(form);
		if (form.startsWith('لل')) forms.add(`ال${form.slice(2)}`);
		if (/^[بلك]/.test(form)) forms.add(form.slice(1));
	}
	forms.delete(word);
	return [...forms].filter((form) => form.length >= 3);
}
