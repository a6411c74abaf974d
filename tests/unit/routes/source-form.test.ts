import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Source, SourceEntry } from '#lib/domain/source.ts';
import { formOf, parseForm, valuesOf } from '../../../src/routes/(pages)/review/sources/source-form.ts';

const REGISTRY: SourceEntry[] = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../../supabase/registry/sources.json'), 'utf8')
);
const as = (entry: SourceEntry) => entry as unknown as Source;

describe('a source as a form', () => {
	test('comes back as it was, for every source of the registry', () => {
		for (const entry of REGISTRY) {
			const sent = new FormData();
			for (const [name, value] of Object.entries(formOf(as(entry)))) {
				for (const one of [value].flat()) sent.append(name, one);
			}
			const parsed = parseForm(valuesOf(sent));
			if (!parsed.success) throw new Error(`${entry.slug}: ${parsed.problems.join('; ')}`);
			const { mirrors, ...rest } = parsed.entry;
			expect(entry).toMatchObject(rest);
			expect(mirrors, entry.slug).toEqual(entry.mirrors);
		}
	});

	test('says of each mistake where it is', () => {
		const values = {
			...formOf(as(REGISTRY[0]!)),
			slug: 'No Spaces',
			languages: 'english',
			feed_url: '',
			mirrors: 'a | b'
		};
		const parsed = parseForm({ ...values, status: 'active' });
		expect(parsed.success).toBe(false);
		const fields = (parsed as { problems: string[] }).problems.map((sentence) => /^\w+/.exec(sentence)![0]);
		expect(new Set(fields)).toEqual(new Set(['slug', 'languages', 'mirrors', 'feed_url']));
	});

	test('needs an address for what is read, and its kind', () => {
		const values = formOf(as(REGISTRY[0]!));
		const problems = (changes: object) => {
			const parsed = parseForm({ ...values, ...changes });
			return parsed.success ? [] : parsed.problems;
		};
		expect(problems({ feed_url: '', status: 'active' })[0]).toMatch(/^feed_url/);
		expect(problems({ feed_kind: 'none' })[0]).toMatch(/^feed_kind/);
		expect(problems({ feed_url: 'file:///etc/passwd' })[0]).toMatch(/^feed_url/);
	});
});
