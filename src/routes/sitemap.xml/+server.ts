import { THEATRES } from '#lib/domain/theatre.ts';
import { LANGS } from '#lib/domain/view.ts';
import * as bulletins from '#lib/server/bulletins.ts';
import * as sources from '#lib/server/sources.ts';
import type { RequestHandler } from './$types';

const PAGES = [
	'/',
	...THEATRES.map((theatre) => `/${theatre}`),
	'/bulletins',
	'/sources',
	'/status',
	'/about/methodology'
];

/** The standing pages in all languages (sitemaps.org 0.9). Reports are found through their sources and the fronts. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const registry = await sources.all(locals.db);
	const paths = [
		...PAGES,
		'/about/embed',
		'/about/attribution',
		...registry.map(({ slug }) => `/sources/${slug}`)
	];
	const entries = paths.map((path) => entry(url.origin + encodeURI(path)));
	const body =
		'<?xml version="1.0" encoding="UTF-8"?>\n' +
		'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' +
		`${[...entries, ...(await bulletinEntries(url.origin, locals.db))].join('\n')}\n</urlset>\n`;
	return new Response(body, {
		headers: { 'content-type': 'application/xml', 'cache-control': 'public, max-age=3600' }
	});
};

/** A sitemap has at most 50,000 addresses; older bulletins are found through the months of their list. */
const BULLETINS = 500;

async function bulletinEntries(origin: string, db: App.Locals['db']): Promise<string[]> {
	const listed = await bulletins.list(db, { rows: BULLETINS });
	return listed.map(({ theatre, date }) => entry(`${origin}/bulletins/${theatre}/${date}`));
}

function entry(address: string): string {
	const others = LANGS.map(
		(lang) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${escaped(address)}?lang=${lang}"/>`
	);
	return `<url><loc>${escaped(address)}</loc>${others.join('')}</url>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
