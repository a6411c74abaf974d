/** Which modules the map page needs before its first marks: for the build, which puts them together. */
import { join } from 'node:path';

const MAP_PAGE = join(import.meta.dirname, '../../routes/(map)/[[theatre]]/+page.svelte');
/** Libraries have chunks of their own; icons are as small as ours. */
const OURS = /\/src\/|lucide/;

/** @typedef {{ getModuleInfo(id: string): { importedIds: readonly string[] } | null }} Graph */

/**
 * Names a chunk for whatever the map page imports, however many files between; what it fetches later is not meant.
 * @param {string} name
 * @returns {(id: string, graph: Graph) => string | null}
 */
export function onMapPage(name) {
	let known = '';
	/** @type {Set<string>} */
	let needed = new Set();
	return (id, graph) => {
		// The browser's files and the server's are built one after the other.
		const begun = String(graph.getModuleInfo(MAP_PAGE)?.importedIds);
		if (begun !== known) {
			known = begun;
			needed = importsOf(MAP_PAGE, graph);
		}
		return needed.has(id) && OURS.test(id) ? name : null;
	};
}

/** @param {string} first @param {Graph} graph */
function importsOf(first, graph) {
	const found = new Set([first]);
	for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
	return found;
}
