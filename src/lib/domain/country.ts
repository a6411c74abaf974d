/** Countries of the fronts by the slugs of the bulletins' feeds: those of the forum's old bulletin site. */
import { THEATRE, THEATRES, type Theatre } from './theatre.ts';

/** ISO 3166-1 alpha-2. */
export const COUNTRY_OF_SLUG: Readonly<Record<string, string>> = {
	palestine: 'PS',
	israel: 'IL',
	lebanon: 'LB',
	egypt: 'EG',
	ukraine: 'UA',
	russia: 'RU',
	mali: 'ML',
	'burkina-faso': 'BF',
	niger: 'NE'
};

export const slugOfCountry = (country: string): string | null =>
	Object.keys(COUNTRY_OF_SLUG).find((slug) => COUNTRY_OF_SLUG[slug] === country) ?? null;

/** The fronts a country is part of; none for a neighbour that only single reports lie in. */
export const theatresOfCountry = (country: string): Theatre[] =>
	THEATRES.filter((theatre) => THEATRE[theatre].countries.includes(country));
