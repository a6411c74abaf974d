/**
 * MapLibre's stylesheet without the controls this map does not have: seven eighths of it are their icons. At build
 * only; rules are dropped by class, never changed, so that a new version of the library needs no work here.
 */

const STYLESHEET = /maplibre-gl[\\/]dist[\\/]maplibre-gl\.css$/;
const UNUSED =
	/maplibregl-(ctrl-(geolocate|globe|terrain|logo|fullscreen|shrink|compass|projection)|user-location|popup|marker|spin)/;

/**
 * @param {string} css without comments; braces are balanced, none in its strings
 * @returns {string}
 */
export function slim(css) {
	let kept = '';
	for (let at = 0; at < css.length;) {
		const open = css.indexOf('{', at);
		if (open < 0) return kept + css.slice(at);
		const end = closing(css, open);
		const head = css.slice(at, open);
		const body = css.slice(open + 1, end);
		kept += head.trimStart().startsWith('@media') ? wrap(head, slim(body)) : rule(head, body);
		at = end + 1;
	}
	return kept;
}

/** @param {string} css @param {number} open */
function closing(css, open) {
	let depth = 0;
	for (let at = open; at < css.length; at++) {
		if (css[at] === '{') depth++;
		if (css[at] === '}' && --depth === 0) return at;
	}
	throw new RangeError('the stylesheet ends inside a rule');
}

/** @param {string} head @param {string} body */
const wrap = (head, body) => (body.trim() === '' ? '' : `${head}{${body}}`);

/** @param {string} head @param {string} body */
function rule(head, body) {
	const selectors = head.split(',').filter((selector) => !UNUSED.test(selector));
	return selectors.length === 0 ? '' : `${selectors.join(',')}{${body}}`;
}

/** @returns {import('vite').Plugin} */
export const slimMapCss = () => ({
	name: 'fronts:slim-map-css',
	enforce: 'pre',
	apply: 'build',
	transform(code, id) {
		return STYLESHEET.test(id.split('?')[0] ?? '') ? { code: slim(code), map: null } : null;
	}
});
