/** The languages of the interface: their own names, direction and how a page's language is chosen. */
import { LANGS, type Lang } from '#lib/domain/view.ts';

export const LANGUAGE_NAME: Record<Lang, string> = {
	en: 'English',
	ar: 'العربية',
	fr: 'Français',
	ru: 'Русский',
	uk: 'Українська',
	es: 'Español'
};

export const directionOf = (lang: Lang): 'ltr' | 'rtl' => (lang === 'ar' ? 'rtl' : 'ltr');

/**
 * Locale for `Intl`. English readers come from everywhere: day before month, as most of the world writes it. Arabic
 * keeps European digits: they stand beside grades (C3), coordinates and map scales, and readers from Gaza to
 * Mauritania know them.
 */
export function intlLocale(lang: Lang): string {
	if (lang === 'en') return 'en-GB';
	return lang === 'ar' ? 'ar-u-nu-latn' : lang;
}

/**
 * The address decides, then what the browser prefers, then English. No cookie.
 * @param acceptLanguage the header of that name (RFC 9110, 12.5.4), or null
 */
export function languageOf(params: URLSearchParams, acceptLanguage: string | null): Lang {
	return known(params.get('lang')) ?? preferred(acceptLanguage ?? '') ?? 'en';
}

const known = (tag: string | null | undefined): Lang | null => LANGS.find((lang) => lang === tag) ?? null;

function preferred(header: string): Lang | null {
	const wishes = header
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
			const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
			return { lang: known(tag.split('-')[0]), quality: quality ? Number(quality.trim().slice(2)) : 1 };
		})
		.filter(({ lang, quality }) => lang !== null && quality > 0);
	return wishes.toSorted((a, b) => b.quality - a.quality)[0]?.lang ?? null;
}
