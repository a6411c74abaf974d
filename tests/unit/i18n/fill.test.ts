import { expect, test } from 'vitest';
import { m } from '#lib/i18n/messages.js';
import { readFileSync } from 'node:fs';
import { fill } from '../../../src/i18n/fill.ts';

const english: Record<string, string> = JSON.parse(readFileSync('src/i18n/messages/en.json', 'utf8'));

test('a browser says what the server says, for every message', () => {
	const compiled = m as unknown as Record<string, (inputs: object, options: { locale: 'en' }) => string>;
	for (const [id, text] of Object.entries(english)) {
		const inputs = Object.fromEntries(
			[...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, `<${name}>`])
		);
		expect(fill(text, inputs), id).toBe(compiled[id]!(inputs, { locale: 'en' }));
	}
});
