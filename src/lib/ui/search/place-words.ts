/** Words for places in the reader's language. */
import type { PlaceKind } from '#lib/domain/place.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { intlLocale } from '../language.ts';

export const PLACE_KIND_WORD: Record<PlaceKind, () => string> = {
	city: m.place_city,
	town: m.place_town,
	village: m.place_village,
	camp: m.place_camp,
	neighbourhood: m.place_neighbourhood,
	admin2: m.place_admin2,
	admin1: m.place_admin1,
	country: m.place_country,
	area: m.place_area,
	crossing: m.place_crossing,
	site: m.place_site
};

/** @param code ISO 3166-1 alpha-2; given back where the browser does not know it */
export function countryWord(code: string, lang: Lang): string {
	try {
		return new Intl.DisplayNames([intlLocale(lang)], { type: 'region' }).of(code) ?? code;
	} catch {
		return code;
	}
}
