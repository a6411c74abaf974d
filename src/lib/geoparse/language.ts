import { eld } from 'eld/small';

/** Fewer letters than this say nothing about the language. */
const ENOUGH_LETTERS = 4;
/** Only these letters tell Russian and Ukrainian apart; short posts defeat statistics. */
const UKRAINIAN = /[іїєґ]/iu;
const RUSSIAN = /[ыэъё]/iu;

/**
 * The language of a text, ISO 639-1, or null. Decides by script first, then by `eld` among the `declared` languages of
 * its source; without any it is judged among those the fronts are reported in.
 */
export function languageOf(text: string, declared: readonly string[] = []): string | null {
	const letters = text.replace(/https?:\/\/\S+|@\w+/gu, '').replace(/[^\p{L}\s]/gu, '');
	if (letters.replace(/\s/g, '').length < ENOUGH_LETTERS) return null;
	const count = (script: RegExp) => letters.match(script)?.length ?? 0;
	const cyrillic = count(/\p{Script=Cyrillic}/gu);
	const arabic = count(/\p{Script=Arabic}/gu);
	const hebrew = count(/\p{Script=Hebrew}/gu);
	const latin = count(/\p{Script=Latin}/gu);
	const most = Math.max(cyrillic, arabic, hebrew, latin);
	if (most === 0) return null;
	if (most === arabic) return 'ar';
	if (most === hebrew) return 'he';
	if (most === cyrillic) return cyrillicLanguage(letters, declared);
	return bestAmong(
		letters,
		declared.filter((language) => LATIN.has(language)),
		['en', 'fr', 'es']
	);
}

const LATIN = new Set(['en', 'fr', 'es', 'de', 'it', 'pt', 'pl', 'tr']);

function cyrillicLanguage(letters: string, declared: readonly string[]): string | null {
	const ukrainian = UKRAINIAN.test(letters);
	const russian = RUSSIAN.test(letters);
	if (ukrainian !== russian) return ukrainian ? 'uk' : 'ru';
	return bestAmong(
		letters,
		declared.filter((language) => language === 'ru' || language === 'uk'),
		['ru', 'uk']
	);
}

function bestAmong(letters: string, declared: readonly string[], usual: readonly string[]): string | null {
	const allowed = declared.length > 0 ? declared : usual;
	if (allowed.length === 1) return allowed[0] ?? null;
	const scores = eld.detect(letters.slice(0, 2_000)).getScores();
	const known = allowed.filter((language) => language in scores);
	if (known.length === 0) return null;
	return known.reduce((best, language) => ((scores[language] ?? 0) > (scores[best] ?? 0) ? language : best));
}
