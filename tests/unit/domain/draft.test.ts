import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	emptyDraft,
	instantIn,
	isBlank,
	readDraft,
	readPoint,
	toSubmissionInput,
	type Draft
} from '#lib/domain/draft.ts';
import { readSubmission } from '#lib/domain/submission.ts';

const KEY = '0b9c2f1e-6a7d-4a52-9f6e-2d8c1f3a4b5c';
const NOW = '2026-11-22T22:30:00Z';
const draft = (typed: Partial<Draft> = {}): Draft => ({
	...emptyDraft(KEY, NOW, 'Europe/Kyiv'),
	...{ text: 'Two houses burn', event_type: 'shelling', place: 'Avdiivka' },
	...typed
});
const read = (typed: Partial<Draft>, links: string[] = []) =>
	readSubmission(toSubmissionInput(draft(typed), [37.745, 48.139], links), Date.parse(NOW));
const timeOf = (typed: Partial<Draft>) => {
	const outcome = read(typed);
	return outcome.outcome === 'ready' && outcome.submission.occurred_at;
};

test('a draft with what is needed can be sent', () => {
	expect(read({}).outcome).toBe('ready');
	expect(isBlank(draft())).toBe(false);
	expect(isBlank(emptyDraft(KEY, NOW))).toBe(true);
});

describe('when', () => {
	test.each<[string, Partial<Draft>, string]>([
		['now', { when: 'now' }, NOW],
		// In Kyiv the next day has begun half an hour ago; in UTC it has not.
		['today', { when: 'today' }, '2026-11-22T00:00:00Z'],
		['a day', { when: 'given', on: '2026-11-21' }, '2026-11-21T00:00:00Z'],
		['a clock', { when: 'given', on: '2026-11-21', at: '14:30' }, '2026-11-21T12:30:00Z'],
		['a clock in summer', { when: 'given', on: '2026-07-01', at: '14:30' }, '2026-07-01T11:30:00Z']
	])('%s', (_, typed, time) => {
		expect(timeOf(typed)).toBe(time);
	});

	test.each<[string, Partial<Draft>]>([
		['no day', { when: 'given', at: '14:30' }],
		['a day that is none', { when: 'given', on: '2026-02-31' }],
		['a day to come', { when: 'given', on: '2026-12-01' }]
	])('%s is told', (_, typed) => {
		const outcome = read(typed);
		const paths = outcome.outcome === 'refused' ? outcome.problems.map(({ path }) => path) : [];
		expect(new Set(paths)).toEqual(new Set(['occurred_at']));
	});

	test('the clocks of a zone and back', () => {
		const zones = fc.constantFrom('UTC', 'Asia/Gaza', 'Europe/Kyiv', 'Africa/Bamako', 'Asia/Kathmandu');
		const times = fc.integer({ min: 0, max: 33_000_000 }).map((minutes) => minutes * 60_000);
		fc.assert(
			fc.property(zones, times, (zone, time) => {
				const wall = new Intl.DateTimeFormat('sv-SE', {
					...{ timeZone: zone, dateStyle: 'short', timeStyle: 'short' }
				}).format(time);
				const [day, clock] = wall.split(' ') as [string, string];
				const again = Date.parse(instantIn(day, clock, zone));
				// In the hour that comes twice, either is meant.
				expect([0, 3_600_000]).toContain(Math.abs(again - time));
			})
		);
	});
});

test('a link alone is a citation', () => {
	const link = 'https://t.me/a/1';
	expect(read({ text: link }, [link])).toMatchObject({ submission: { text: '', citations: [link] } });
	expect(read({ text: `Look: ${link}` }, [link])).toMatchObject({ submission: { text: `Look: ${link}` } });
});

test('the place without a name is called by its coordinates', () => {
	expect(read({ place: ' ' })).toMatchObject({ submission: { place_name: '48.139, 37.745' } });
});

test('contact is nothing where nothing was given', () => {
	expect(read({})).toMatchObject({ submission: { contact: null } });
	expect(read({ address: ' a@b.c ' })).toMatchObject({ submission: { contact: { address: 'a@b.c' } } });
});

test('whatever a form or a device holds, it is read as a draft', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.anything()), fc.anything(), (fields, any) => {
			const found = readDraft((name) => (name in fields ? fields[name] : any), KEY, NOW);
			expect(Object.keys(found).toSorted()).toEqual(Object.keys(emptyDraft(KEY, NOW)).toSorted());
			expect(() => toSubmissionInput(found, readPoint(found.point), [])).not.toThrow();
		})
	);
	expect(readDraft((name) => ({ ...draft() })[name as keyof Draft], 'x', NOW)).toEqual(draft());
});
