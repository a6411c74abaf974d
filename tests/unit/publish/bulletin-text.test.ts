import { beforeEach, expect, test } from 'vitest';
import {
	composeBulletin,
	NO_EDITS,
	type BulletinMaterial,
	type Correction,
	type Edition
} from '#lib/domain/bulletin.ts';
import { parseBulletinDate } from '#lib/domain/bulletin-period.ts';
import { LANGS, type Lang } from '#lib/domain/view.ts';
import { overwriteGetLocale } from '#lib/i18n/runtime.js';
import { bulletinText, type Block } from '#lib/publish/bulletin-text.ts';
import { bulletinWords } from '../../../src/routes/(pages)/bulletins/bulletin-words.ts';
import { aReport } from './a-report.ts';

const addresses = {
	...{
		page: 'https://fronts.example/bulletins/gaza/2023-10-31',
		map: 'https://fronts.example/gaza',
		picture: null
	},
	report: (id: number) => `https://fronts.example/reports/${id}`
};
const NOW = Date.parse('2026-11-28T00:00:00Z');

function blocks(material: Partial<BulletinMaterial>, lang: Lang = 'en'): Block[] {
	overwriteGetLocale(() => lang);
	const bulletin = composeBulletin({
		...{
			theatre: 'gaza',
			period: parseBulletinDate('2023-10-31')!,
			knownAt: '2023-11-01T06:00:00Z',
			edition: null
		},
		...{ reports: [], revisions: [], accounts: new Map(), since: {}, districtOf: () => 'North Gaza' },
		...material
	});
	return bulletinText(
		bulletin,
		bulletinWords(bulletin, lang, NOW),
		addresses,
		new Map([[9, 'A doubled report']])
	);
}
const said = (all: readonly Block[]): string => JSON.stringify(all);
const entryIn = (all: readonly Block[]) =>
	all.flatMap((block) => (block.kind === 'entry' ? [block.entry] : []))[0]!;
const edition = (facts: Partial<Edition> = {}): Edition => ({
	...{ theatre: 'gaza', date: '2023-10-31', revision: 1, as_of: '2023-11-01T06:00:00Z' },
	...{ published_at: '2023-11-01T06:00:00Z', signed_by_role: null, reason: null, edits: NO_EDITS },
	...facts
});

beforeEach(() => overwriteGetLocale(() => 'en'));

test('a report in words: grade, time, place no more exact than it is, each figure with its claimant, linked sources', () => {
	const fatalities = {
		low: 50,
		best: null,
		high: 195,
		claimed_by: 'A hospital (50); the media office (195)'
	};
	const entry = entryIn(blocks({ reports: [aReport({ fatalities })] }));
	expect(entry).toMatchObject({
		...{ grade: 'C2', href: 'https://fronts.example/reports/12', warnings: [] },
		facts: ['31 October 2023, about 12:30 UTC', 'Jabalia refugee camp (settlement, ±3 km)']
	});
	expect(entry.lines).toEqual([
		{ label: 'Deaths claimed', parts: [['50–195, as claimed by A hospital (50); the media office (195)']] },
		{
			label: 'Sources',
			parts: [
				[{ text: 'ISW', href: 'https://example.org/a' }, ' (C, Unknown)'],
				['A newspaper', ' (F)']
			]
		}
	]);
});

test('figures of several reports are nowhere added up', () => {
	const dead = (id: number, best: number) =>
		aReport({ id, fatalities: { low: null, best, high: null, claimed_by: 'somebody' } });
	const text = said(blocks({ reports: [dead(1, 1100), dead(2, 2300)] }));
	expect(text).toContain('1,100, as claimed by somebody');
	expect(text).not.toContain('3,400');
});

test('rival accounts stand beside each other as they were', () => {
	const account = {
		...{
			id: 13,
			title: 'The army: a command post was hit',
			event_type: 'air_strikes' as const,
			place_name: null
		},
		...{ occurred_at: '2023-10-31T00:00:00Z', occurred_until: null, time_precision: 'day' as const },
		fatalities: { low: null, best: 1, high: null, claimed_by: 'the army' },
		...{ merged_at: '2023-11-01T00:00:00Z', reason: 'one event' }
	};
	const entry = entryIn(blocks({ reports: [aReport()], accounts: new Map([[12, [account]]]) }));
	expect(entry.lines[0]).toEqual({
		label: 'Other accounts',
		parts: [
			['“The army: a command post was hit” (31 October 2023; Deaths claimed: 1, as claimed by the army)']
		]
	});
});

test('an empty time says so, and that this proves nothing', () => {
	const text = said(blocks({}));
	expect(text).toContain(
		'Nothing was reported from this front for this time. That does not mean that nothing happened.'
	);
	expect(text).toContain('No report of this front was corrected or withdrawn in this time.');
});

test('who answers for it: nobody, the schedule, or a role', () => {
	const standing = (one: Edition | null) => said(blocks({ reports: [aReport()], edition: one }).slice(1, 3));
	expect(standing(null)).toContain('Not published yet');
	expect(standing(edition())).toContain('Automatic and unsigned');
	const signed = standing(edition({ signed_by_role: 'moderator', reason: 'Read twice' }));
	expect(signed).toContain('Read and signed: moderator');
	expect(signed).toContain('Read twice');
});

test('what a moderator changed is said', () => {
	const edits = {
		lead: 'One.\n\nTwo.',
		lang: 'en',
		left_out: [{ id: 9, reason: 'twice' }],
		notes: [{ id: 12, text: 'Seen' }]
	};
	const all = blocks({ reports: [aReport()], edition: edition({ signed_by_role: 'moderator', edits }) });
	expect(all.filter((block) => block.kind === 'paragraph' && block.role === 'lead').length).toBe(2);
	expect(entryIn(all).notes).toEqual([{ label: 'Moderator’s note', text: 'Seen' }]);
	expect(all.at(-1)).toEqual({
		kind: 'list',
		items: [
			['An introduction was added.'],
			['Notes on single reports: 1.'],
			[{ text: 'A doubled report', href: 'https://fronts.example/reports/9' }, ' — left out: twice']
		]
	});
	const plain = blocks({ reports: [aReport()], edition: edition({ signed_by_role: 'moderator' }) });
	expect(said(plain.slice(-1))).toContain('Signed without a change');
});

test('corrections say what changed; a place is named, not repeated', () => {
	const revision: Correction = {
		...{
			id: 12,
			title: 'A strike',
			revision: 2,
			changed_at: '2023-10-31T10:00:00Z',
			changed_by_role: 'moderator'
		},
		reason: 'The film shows it',
		changes: { credibility: { from: 3, to: 1 }, place_name: { from: 'A house in a street', to: 'Jabalia' } }
	};
	const text = said(blocks({ revisions: [revision] }));
	expect(text).toContain('moderator: The film shows it');
	expect(text).not.toContain('A house in a street');
	const gone = {
		...revision,
		id: 14,
		title: 'A rumour',
		changes: { state: { from: 'published', to: 'retracted' } }
	};
	expect(said(blocks({ revisions: [gone] }).slice(-2))).toContain('A rumour');
});

test('a report that changed since the edition is marked', () => {
	const notes = entryIn(
		blocks({ reports: [aReport()], edition: edition(), since: { 12: 'retracted' } })
	).notes;
	expect(notes).toEqual([{ label: 'Since then', text: 'this report was withdrawn' }]);
});

test.each(LANGS)('every block has words in %s', (lang) => {
	const all = blocks(
		{
			reports: [
				aReport({ state: 'unreviewed', sensitivity: ['graphic_violence'] }),
				aReport({ id: 2, time_precision: 'month' })
			]
		},
		lang
	);
	expect(said(all)).not.toMatch(/undefined|\{\w+\}|bulletin_/);
});
