/**
 * Names in Latin letters as they are spelled by different hands: Kupiansk, Kupyansk; Shuja'iyya, Shujaiyeh; Avdeevka for
 * Авдеевка. All input and output is folded (lower case, no diacritics, no apostrophes).
 */

/** The article of Arabic names, however its consonant is assimilated. */
const ARTICLE = new Set([
	'al',
	'el',
	'ad',
	'an',
	'ar',
	'as',
	'ash',
	'at',
	'az',
	'ed',
	'ez',
	'es',
	'esh',
	'et'
]);
export const isArticle = (word: string): boolean => ARTICLE.has(word);

/** Fewer letters than this are too easily another word. */
const SHORTEST_LOOSE = 5;

/**
 * What spellings of one name have in common: doubled letters, y and i, ou and u, a mute final h. Null for words too
 * short to be told apart by it.
 */
export function looseForm(word: string): string | null {
	if (word.length < SHORTEST_LOOSE) return null;
	const loose = word
		.replace(/ou|oo/g, 'u')
		.replace(/ee/g, 'i')
		.replace(/dj/g, 'j')
		.replace(/[yj]/g, 'i')
		.replace(/q/g, 'k')
		.replace(/i+e/g, 'e')
		.replace(/(.)\1+/g, '$1')
		.replace(/(?:ah|eh|a|e)$/, 'a')
		.replace(/h$/, '');
	return loose.length >= SHORTEST_LOOSE - 1 ? loose : null;
}

const RUSSIAN: Record<string, string> = {
	...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l' },
	...{ м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch' },
	...{ ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', ё: 'yo', '-': '-', ' ': ' ' }
};
/** Cabinet of Ministers of Ukraine, resolution 55 of 2010. */
const UKRAINIAN: Record<string, string> = {
	...{ ...RUSSIAN, г: 'h', ґ: 'g', и: 'y', і: 'i', ї: 'i', є: 'ie', й: 'i', ю: 'iu', я: 'ia' }
};

/** A Cyrillic name in Latin letters; null where it has a letter of neither language. */
export function transliterated(name: string, lang: 'ru' | 'uk'): string | null {
	const table = lang === 'uk' ? UKRAINIAN : RUSSIAN;
	const letters = Array.from(name.toLowerCase().replace(/['’ʼ]/g, ''), (letter) => table[letter]);
	return letters.some((letter) => letter === undefined) ? null : letters.join('');
}
