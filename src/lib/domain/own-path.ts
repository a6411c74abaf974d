/** Addresses within this site that came from outside: where a form leads on to. */

/** Resolves what a browser would take it for; nobody owns it (RFC 2606). */
const HERE = 'http://here.invalid';

/**
 * The path and query of an address of ours; null for anything that would leave the site, however it is written.
 * @param address as a stranger may have put it into a link: `/review?state=submitted`
 */
export function ownPath(address: string | null | undefined): string | null {
	if (!address?.startsWith('/') || !URL.canParse(address, HERE)) return null;
	const { origin, pathname, search } = new URL(address, HERE);
	// A path of two slashes is another host once it stands in a Location header.
	return origin === HERE && !pathname.startsWith('//') ? pathname + search : null;
}
