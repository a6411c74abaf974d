/**
 * In the browser a message looks up its text in the files of the page's language. The compiled messages hold all
 * languages in every function: 45 kB more before the page comes alive. On the server they stay as they are, and so
 * do their types.
 */
import { join } from 'node:path';
import { splitMessages } from './split-messages.js';

const COMPILED = '/src/lib/i18n/messages.js';
const LOADED = join(import.meta.dirname, 'loaded-messages.ts');

/** @returns {import('vite').Plugin} */
export const browserMessages = () => ({
	name: 'fronts:browser-messages',
	enforce: 'pre',
	config: splitMessages,
	applyToEnvironment: ({ name }) => name === 'client',
	load(id) {
		const isMessages = id.replaceAll('\\', '/').split('?')[0]?.endsWith(COMPILED);
		return isMessages ? `export { messages as m } from ${JSON.stringify(LOADED)};` : null;
	}
});
