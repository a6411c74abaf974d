/** What the service worker does with a request, by its address alone. */

export type Policy =
	/** Not ours to touch: streams, health, other hosts. */
	| 'pass'
	/** Named by its content, or part of this version: kept once, never asked for again. */
	| 'keep'
	/** The basemap, asked for in pieces and kept whole. */
	| 'pieces'
	/** From the network; the last answer when there is none. */
	| 'page'
	| 'data';

const PASS = [
	'/api/v1/live',
	'/api/v1/changes',
	'/healthz',
	'/readyz',
	'/service-worker.js',
	'/_app/version.json'
];
const MEDIA = /^\/(media|submit\/media)\//;
/** On other people's pages nothing is kept. */
const FRAMED = /^\/embed(\/|$)/;
/** Everything the map page asks for that is not a page. */
const DATA = [/^\/columns$/, /^\/api\/v1\/reports(\/\d+)?$/, /^\/picture\.svg$/, /^\/places$/];

export type Asked = { url: URL; method: string; isNavigation: boolean };

/** @param own paths that belong to this version of the site, and its origin */
export function policyOf(
	{ url, method, isNavigation }: Asked,
	own: { origin: string; paths: ReadonlySet<string> }
): Policy {
	const { origin, pathname } = url;
	// A picture that is hidden again is to be gone from devices as well.
	if (method !== 'GET' || origin !== own.origin || PASS.includes(pathname)) return 'pass';
	if (MEDIA.test(pathname) || FRAMED.test(pathname)) return 'pass';
	if (pathname.endsWith('.pmtiles')) return 'pieces';
	if (pathname.startsWith('/_app/immutable/') || own.paths.has(pathname)) return 'keep';
	if (isNavigation || pathname.endsWith('/__data.json')) return 'page';
	return DATA.some((pattern) => pattern.test(pathname)) ? 'data' : 'pass';
}
