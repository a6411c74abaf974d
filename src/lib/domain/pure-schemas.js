/**
 * A vocabulary and the schema that checks it stand in one file. A browser mostly wants the vocabulary alone: schemas
 * nobody uses there are left out of what it loads, and the library they are made with. At build, in the browser's
 * files only; to build a schema changes nothing, which a bundler cannot know.
 */
const FOLDER = /[\\/]src[\\/]lib[\\/]domain[\\/][\w-]+\.ts$/;

/** Functions of a file that only make schemas, such as `const line = (limit) => v.pipe(…)`. */
const MAKERS = /\bconst (\w+) =\s*\([^)]*\)\s*=>\s*v\.\w+[(<]/g;

/**
 * Marks every call of the schema library, and of what the file makes schemas with, as one that may be dropped with
 * its result.
 * @param {string} code that imports the library as `v`
 * @returns {string}
 */
export function markPure(code) {
	const makers = [...code.matchAll(MAKERS)].map(([, name]) => name);
	const calls = ['v\\.\\w+', ...makers].join('|');
	return code.replace(new RegExp(`(?<![\\w$.])(?:${calls})\\(`, 'g'), '/* @__PURE__ */ $&');
}

/** @returns {import('vite').Plugin} */
export const pureSchemas = () => ({
	name: 'fronts:pure-schemas',
	apply: 'build',
	applyToEnvironment: ({ name }) => name === 'client',
	transform(code, id) {
		return FOLDER.test(id.split('?')[0] ?? '') ? { code: markPure(code), map: null } : null;
	}
});
