import { COUNTRY_OF_SLUG } from '#lib/domain/country.ts';
import { problemDetails } from '#lib/publish/problem.ts';
import { bulletinFeed } from '../../../(pages)/bulletins/bulletin-feed.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { country } = event.params;
	if (Object.hasOwn(COUNTRY_OF_SLUG, country)) return bulletinFeed(event, country);
	return problemDetails(
		404,
		'No such country',
		`there are bulletins of ${Object.keys(COUNTRY_OF_SLUG).join(', ')}, not of ${JSON.stringify(country)}`
	);
};
