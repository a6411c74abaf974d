/**
 * A vocabulary and the schema that checks it stand in one file. A browser mostly wants the vocabulary alone: schemas
 * nobody uses there are left out of what it loads, and the library they are made with. At build, in the browser's
 * files only; to build a schema changes nothing, which a bundler cannot know.
 */
const FOLDER = /[\\/]src[\\/]lib[\\/]domain[\\/][\w-]+\.ts$/;

/**
 * Marks every call of the schema library as one that may be dropped with its result.
 * @param {string} code that imports the library as `v`
 * @returns {string}
 */
export const markPure = (code) => code.replace(/(?<![\w$.])v\.\w+\(/g, '/* @__PURE__ */ $&');

/** @returns {import('vite').Plugin} */
export const pureSchemas = () => ({
	name: 'fronts:pure-schemas',
	apply: 'build',
	applyToEnvironment: ({ name }) => name === 'client',
	transform(code, id) {
		return FOLDER.test(id.split('?')[0] ?? '') ? { code: markPure(code), map: null } : null;
	}
});
