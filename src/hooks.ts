import type { Reroute } from '@sveltejs/kit';

/**
 * A saved view is the map page under another address. As a route of its own it would have the same code once more in
 * what the bundler takes for shared, and every map page would load what only others need.
 */
export const reroute: Reroute = ({ url }) => (/^\/e\/[^/]+$/.test(url.pathname) ? '/' : undefined);
