import { redirect } from '@sveltejs/kit';
import { COUNTRY_OF_SLUG } from '#lib/domain/country.ts';
import type { RequestHandler } from './$types';

/** Where the forum's old bulletin site had a country's page. */
export const GET: RequestHandler = ({ params }) =>
	redirect(
		307,
		Object.hasOwn(COUNTRY_OF_SLUG, params.country) ? `/bulletins?country=${params.country}` : '/bulletins'
	);
