import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGS } from '#lib/domain/view.ts';

type Messages = Record<string, string>;
const messagesOf = (lang: string): Messages =>
	JSON.parse(readFileSync(new URL(`../../../src/i18n/messages/${lang}.json`, import.meta.url), 'utf8'));
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

const english = messagesOf('en');
const ids = Object.keys(english);

describe.each(LANGS)('%s', (lang) => {
	const messages = messagesOf(lang);

	test('has every message of the interface and no other', () => {
		expect(Object.keys(messages).toSorted()).toEqual(ids.toSorted());
	});

	test('leaves no message empty', () => {
		expect(ids.filter((id) => !messages[id]?.trim())).toEqual([]);
	});

	test('has the same placeholders as English in every message', () => {
		// "A report", "two reports": a form for one number may say it in words, as Arabic does.
		const isOneNumber = (id: string) =>
			/_(one|two)$/.test(id) && placeholders(messages[id] ?? '').length === 0;
		for (const id of ids.filter((id) => !isOneNumber(id)))
			expect([id, placeholders(messages[id] ?? '')]).toEqual([id, placeholders(english[id]!)]);
	});
});

const SCRIPTS = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, uk: /\p{Script=Cyrillic}/u };
test.each(Object.entries(SCRIPTS))('%s is written in its own script', (lang, script) => {
	const messages = messagesOf(lang);
	const words = (id: string) => messages[id]!.replaceAll(/\{\w+\}/g, '');
	expect(ids.filter((id) => /\p{Letter}/u.test(words(id)) && !script.test(words(id)))).toEqual([]);
});

test('French and Spanish sentences are translated, not copied', () => {
	for (const lang of ['fr', 'es']) {
		const messages = messagesOf(lang);
		const copied = ids.filter((id) => english[id]!.split(' ').length > 3 && messages[id] === english[id]);
		expect([lang, copied]).toEqual([lang, []]);
	}
});
