import { expect, test } from 'vitest';
import plugin from '../../../src/i18n/message-files.js';

const settings = {
	locales: ['en', 'fr'],
	'plugin.fronts.messageFiles': { pathPattern: './messages/{locale}.json' }
};
const file = (locale: string, texts: object) => ({
	locale,
	content: new TextEncoder().encode(JSON.stringify(texts))
});

test('finds one file a language', () => {
	expect(plugin.toBeImportedFiles({ settings })).toEqual([
		{ locale: 'en', path: './messages/en.json' },
		{ locale: 'fr', path: './messages/fr.json' }
	]);
});

test('a text becomes literal parts and references to its inputs', () => {
	const { bundles, variants } = plugin.importFiles({
		files: [file('en', { since: 'since {date}!' })]
	});
	expect(bundles).toEqual([{ id: 'since', declarations: [{ type: 'input-variable', name: 'date' }] }]);
	expect(variants[0]?.pattern).toEqual([
		{ type: 'text', value: 'since ' },
		{ type: 'expression', arg: { type: 'variable-reference', name: 'date' } },
		{ type: 'text', value: '!' }
	]);
});

test('what was read is written back unchanged', () => {
	const texts = { since: 'since {date}', plain: 'as it is', only: '{all}' };
	const { messages, variants } = plugin.importFiles({ files: [file('en', texts)] });
	const stored = messages.map((message, i) => ({ ...message, id: String(i) }));
	const patterns = variants.map((variant, i) => ({ ...variant, messageId: String(i) }));
	const [english] = plugin.exportFiles({ messages: stored, variants: patterns, settings });
	expect(JSON.parse(new TextDecoder().decode(english?.content))).toEqual(texts);
});
