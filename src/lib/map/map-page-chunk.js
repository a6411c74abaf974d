/** Which modules the map page needs before its first marks: for the build, which puts them together. */

const MAP_PAGE = /src\/routes\/\(map\)\/[^?]*\/\+page\.(svelte|ts)$/;

/**
 * Names a chunk for whatever the map page imports, however many files between; what it fetches later is not meant.
 * @param {string} name
 * @returns {(id: string, graph: { getModuleInfo(id: string): { importers: string[] } | null }) => string | null}
 */
export function onMapPage(name) {
	/** @type {Map<string, boolean>} */
	const known = new Map();
	return (id, graph) => {
		/** @param {string} module @returns {boolean} */
		const isNeeded = (module) => {
			const answer = known.get(module);
			if (answer !== undefined) return answer;
			// In a circle of imports a module is needed by what is outside of it.
			known.set(module, false);
			const needed = MAP_PAGE.test(module) || (graph.getModuleInfo(module)?.importers ?? []).some(isNeeded);
			known.set(module, needed);
			return needed;
		};
		return isNeeded(id) ? name : null;
	};
}
