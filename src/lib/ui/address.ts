/** Addresses of pages that keep the reader's choices of language and appearance. */
import { DEFAULT_VIEW, toSearch, type Lang, type View } from '#lib/domain/view.ts';
import type { Instant } from '#lib/domain/event-time.ts';
import type { ReportId } from '#lib/domain/report.ts';
import type { Theatre } from '#lib/domain/theatre.ts';

/** What stays the same from page to page. `lang` is null when the browser's preference decides. */
export type Choices = Pick<View, 'lang' | 'theme'>;

/** `/sources?lang=ar` */
export function pageAddress(
	path: string,
	{ lang, theme }: Choices,
	more: Record<string, string> = {}
): string {
	const search = toSearch({ ...DEFAULT_VIEW, lang, theme });
	for (const [name, value] of Object.entries(more)) search.set(name, value);
	return withSearch(path, search);
}

/** A report's page: as it stands, or as it was known at an instant. */
export const reportAddress = (id: ReportId, asOf: Instant | null): string =>
	withSearch(`/reports/${id}`, new URLSearchParams(asOf === null ? [] : [['asof', asOf]]));

/** A report's page with what its reader chose: what its links and pictures elsewhere lead to. */
export const reportPermalink = (id: ReportId, asOf: Instant | null, choices: Choices): string =>
	withSearch(`/reports/${id}`, toSearch({ ...DEFAULT_VIEW, ...choices, asOf }));

/** The map with a view: `/gaza?last=30d`. */
export function mapAddress(view: View): string {
	const only = view.theatres?.length === 1 ? view.theatres[0] : undefined;
	return withSearch(only ? `/${only}` : '/', toSearch(view, { theatreInPath: only }));
}

/** The same view on another front: filters stay, camera and opened report belong to the old one. */
export const onFront = (view: View, theatre: Theatre | null): View => ({
	...view,
	theatres: theatre ? [theatre] : null,
	at: null,
	report: null
});

/** The same page in another language or appearance; `null` takes the parameter away. */
export function switched(url: URL, name: 'lang' | 'theme', value: Lang | string | null): string {
	const search = new URLSearchParams(url.searchParams);
	if (value === null) search.delete(name);
	else search.set(name, value);
	return withSearch(url.pathname, search);
}

/** Commas and slashes are allowed in a query (RFC 3986, 3.4) and read better than escapes. */
export function withSearch(path: string, search: URLSearchParams): string {
	const text = search.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':');
	return text ? `${path}?${text}` : path;
}
