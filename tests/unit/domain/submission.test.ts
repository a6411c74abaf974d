import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#lib/domain/limits.ts';
import { readSubmission, toFacts, type Submission } from '#lib/domain/submission.ts';

const NOW = Date.parse('2023-12-01T12:00:00Z');
const VALID = {
	key: '0B6B7C1E-58B7-4B27-9A55-0D2F6A6E1A01',
	text: 'Shelling near the school.\nTwo houses burn.',
	citations: ['https://t.me/example/17'],
	event_type: 'shelling',
	occurred_at: '2023-12-01T13:30:00+02:00',
	time_precision: 'minute',
	theatre: null,
	point: [37.745278, 48.139444],
	geo_precision: 'exact',
	uncertainty_m: null,
	place_name: 'Avdiivka',
	sensitivity: ['graphic_violence'],
	delay_minutes: 90,
	public_precision: 'settlement',
	contact: { may_be_asked: true, address: 'signal 1234', credit_as: null }
};
const read = (changes: object = {}) => readSubmission({ ...VALID, ...changes }, NOW);
const problemsOf = (changes: object) => {
	const result = read(changes);
	return result.outcome === 'refused' ? result.problems : [];
};
const pathsOf = (changes: object) => problemsOf(changes).map(({ path }) => path);
const submissionOf = (changes: object = {}): Submission => {
	const result = read(changes);
	if (result.outcome !== 'ready') throw new Error(JSON.stringify(result));
	return result.submission;
};

test('a whole report is read: time in UTC, key in lower case, the front from the point', () => {
	expect(submissionOf()).toEqual({
		...VALID,
		key: VALID.key.toLowerCase(),
		occurred_at: '2023-12-01T11:30:00Z',
		theatre: 'ukraine'
	});
});

describe('what is refused names its field', () => {
	test.each<[string, object, string]>([
		['NaN', { point: [NaN, 48] }, 'point.0'],
		['a latitude beyond the pole', { point: [37.7, 90.0001] }, 'point.1'],
		['a latitude beyond the other', { point: [37.7, -90.0001] }, 'point.1'],
		['a number too large for any', { point: [JSON.parse('1e309'), 48] }, 'point.0'],
		['a longitude as text', { point: ['37.7', 48] }, 'point.0'],
		['three coordinates', { point: [37.7, 48, 9] }, 'point.2'],
		['no point', { point: null }, 'point'],
		['an event type nobody knows', { event_type: 'shellling' }, 'event_type'],
		['a time without its zone', { occurred_at: '2023-12-01T10:00' }, 'occurred_at'],
		['the 31st of February', { occurred_at: '2023-02-31' }, 'occurred_at'],
		['the 25th hour', { occurred_at: '2023-11-01T25:00Z' }, 'occurred_at'],
		['tomorrow', { occurred_at: '2023-12-02' }, 'occurred_at'],
		['the middle ages', { occurred_at: '1223-12-01' }, 'occurred_at'],
		['a script as link', { citations: ['https://a.example', 'javascript:alert(1)'] }, 'citations.1'],
		['a password in a link', { citations: ['https://a:b@c.example'] }, 'citations.0'],
		['a name without a domain', { citations: ['http://localhost/'] }, 'citations.0'],
		['too many links', { citations: Array(11).fill('https://a.example') }, 'citations'],
		['a text too long', { text: 'a'.repeat(LIMITS.text + 1) }, 'text'],
		['ten megabytes', { text: 'a'.repeat(10_000_000) }, 'text'],
		['neither text nor link', { text: ' \u200b ', citations: [] }, 'text'],
		['a place of spaces', { place_name: '  \u2066 ' }, 'place_name'],
		['a delay backwards', { delay_minutes: -1 }, 'delay_minutes'],
		['a delay of a month', { delay_minutes: 43_200 }, 'delay_minutes'],
		['half a minute', { delay_minutes: 0.5 }, 'delay_minutes'],
		['no uncertainty at all', { uncertainty_m: 0 }, 'uncertainty_m'],
		['a public place more exact than the known one', { geo_precision: 'near' }, 'public_precision'],
		['a mark that is for machines', { sensitivity: ['deleted_by_source'] }, 'sensitivity.0'],
		['a key that is none', { key: '1' }, 'key'],
		['a contact too long', { contact: { ...VALID.contact, address: 'a'.repeat(201) } }, 'contact.address'],
		['a field nobody asked for', { state: 'published' }, 'state']
	])('%s', (_, changes, path) => {
		expect(pathsOf(changes)).toEqual([path]);
	});

	test('and all of them at once', () => {
		expect(pathsOf({ point: [181, 91], delay_minutes: -1, place_name: 1 })).toEqual([
			'point.0',
			'point.1',
			'place_name',
			'delay_minutes'
		]);
	});

	test.each([null, undefined, 1, 'x', [], new Date(0)])('so is what is no report (%#)', (input) => {
		expect(readSubmission(input, NOW).outcome).toBe('refused');
	});

	test('whatever is put into a field, it is read or refused under its name, and never thrown', () => {
		const field = fc.constantFrom(...Object.keys(VALID));
		fc.assert(
			fc.property(field, fc.anything({ withBigInt: true, withDate: true, maxDepth: 2 }), (name, value) => {
				for (const { path } of problemsOf({ [name]: value }))
					expect([name, 'public_precision']).toContain(path.split('.')[0]);
			})
		);
	});
});

describe('what is asked', () => {
	test('a point outside all fronts', () => {
		expect(read({ point: [2.35, 48.85] })).toEqual({
			outcome: 'question',
			question: { path: 'theatre', asks: 'outside_the_fronts' }
		});
	});

	test('latitude and longitude the wrong way round', () => {
		expect(read({ point: [48.139444, 37.745278] })).toEqual({
			outcome: 'question',
			question: { path: 'point', asks: 'swapped', suggestion: [37.745278, 48.139444] }
		});
	});

	test('who names the front has answered', () => {
		expect(submissionOf({ point: [2.35, 48.85], theatre: 'sahel' }).theatre).toBe('sahel');
	});
});

describe('text', () => {
	test.each([
		['an override of direction', 'abc\u202egpj.exe', 'abcgpj.exe'],
		['isolates', '\u2067abc\u2069', 'abc'],
		['zero-width characters', 'a\u200bb\u200dc\ufeffd', 'abcd'],
		['controls', 'a\u0000b\u0007c\u009fd', 'abcd'],
		['tags', 'flag\u{e0067}\u{e007f}', 'flag'],
		['other ends of lines', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
		['half a character', 'a\ud800b', 'a\ufffdb'],
		['letters in pieces', 'e\u0301', 'é']
	])('%s', (_, text, kept) => {
		expect(submissionOf({ text }).text).toBe(kept);
	});

	test.each([
		"'; drop table reports; --",
		'<script>alert(1)</script>',
		"=cmd|' /C calc'!A0",
		'غارة على الشجاعية'
	])('%s is words like others', (text) => {
		expect(submissionOf({ text }).text).toBe(text);
	});

	test('nothing that cannot be seen passes, wherever it is put', () => {
		const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[^\P{Cc}\n\t]/u;
		const nasty = fc.string({
			unit: fc.constantFrom('a', '\u202e', '\u200b', '\u2066', '\u0000', 'ش', '\ufeff')
		});
		fc.assert(
			fc.property(nasty, (text) => {
				const { text: kept, place_name } = submissionOf({ text, place_name: `x${text}` });
				expect(kept + place_name).not.toMatch(invisible);
			})
		);
	});
});

describe('the facts the database gets', () => {
	test('the title is the first line, cut at a word', () => {
		expect(toFacts(submissionOf()).title).toBe('Shelling near the school.');
		const { title } = toFacts(submissionOf({ text: 'word '.repeat(100) }));
		expect(title).toMatch(/^(word )+word…$/);
		expect(title.length).toBeLessThanOrEqual(LIMITS.title);
	});

	test('without words it is the link', () => {
		expect(toFacts(submissionOf({ text: '' })).title).toBe('t.me/example/17');
	});

	test('it fits and is well-formed for every text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }), (text) => {
				const { title } = toFacts(submissionOf({ text }));
				expect(title.length).toBeLessThanOrEqual(LIMITS.title);
				expect([title.length > 0, title.isWellFormed()]).toEqual([true, true]);
			})
		);
	});

	test('the uncertainty is the usual one of the precision where none is stated', () => {
		expect(toFacts(submissionOf()).uncertainty_m).toBe(50);
		expect(toFacts(submissionOf({ uncertainty_m: 120 })).uncertainty_m).toBe(120);
	});

	test('the key is not among them', () => {
		expect(toFacts(submissionOf())).not.toHaveProperty('key');
	});
});
