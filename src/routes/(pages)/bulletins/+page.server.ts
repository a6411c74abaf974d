import { COUNTRY_OF_SLUG, theatresOfCountry } from '#lib/domain/country.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import * as bulletins from '#lib/server/bulletins.ts';
import { calendarOf } from './calendar.ts';
import type { PageServerLoad } from './$types';

/** Of one month: three fronts, at most 31 days and six weeks each. */
const MONTH_ROWS = 120;
const COUNTRY_ROWS = 60;

export const load: PageServerLoad = async ({ url, locals }) => {
	const { db } = locals;
	const months = await bulletins.months(db);
	const asked = url.searchParams.get('month');
	const month = months.find((one) => one === asked) ?? months[0] ?? null;
	const slug = url.searchParams.get('country');
	const country = slug !== null && Object.hasOwn(COUNTRY_OF_SLUG, slug) ? COUNTRY_OF_SLUG[slug] : undefined;
	if (slug !== null && country !== undefined) {
		const listed = await bulletins.list(db, {
			...{ country, fronts: theatresOfCountry(country), rows: COUNTRY_ROWS }
		});
		return { month, months, country: { slug, code: country, listed }, fronts: [] };
	}
	const fronts = month === null ? [] : await ofMonth(db, month);
	return { month, months, country: null, fronts };
};

async function ofMonth(db: App.Locals['db'], month: string) {
	const { from, to, weeks } = calendarOf(month);
	const listed = await bulletins.list(db, { from, to, rows: MONTH_ROWS });
	return THEATRES.map((theatre) => ({
		theatre,
		weeks,
		listed: listed.filter((one) => one.theatre === theatre)
	}));
}
