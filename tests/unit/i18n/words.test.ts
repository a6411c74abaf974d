import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TIME_PRECISIONS } from '#lib/domain/event-time.ts';
import { ACLED, EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { GEO_PRECISIONS } from '#lib/domain/location.ts';
import { REPORT_STATES } from '#lib/domain/report.ts';
import { SENSITIVITIES } from '#lib/domain/sensitivity.ts';
import { CONTENT_WARNINGS, PLATFORMS, SOURCE_KINDS, SOURCE_STATUSES } from '#lib/domain/source.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { LANGS, LASTS } from '#lib/domain/view.ts';
import { UNPLACED_REASONS } from '#lib/geoparse/placement.ts';
import { FAILURE_REASONS, WAITING_REASONS } from '#lib/ingest/post-store.ts';
import { overwriteGetLocale } from '#lib/i18n/runtime.js';
import { CREDIBILITY_MEANING, RELIABILITY_MEANING } from '#lib/ui/grade-words.ts';
import {
	KIND_WORD,
	OUTCOME_WORD,
	PLATFORM_WORD,
	SOURCE_STATUS_WORD,
	WAITING_WORD,
	topicWord
} from '#lib/ui/source-words.ts';
import {
	CREDIBILITY_WORD,
	EVENT_WORD,
	GEO_SHORT_WORD,
	GEO_WORD,
	PERIOD_WORD,
	RELIABILITY_WORD,
	SENSITIVITY_WORD,
	STATE_WORD,
	THEATRE_WORD,
	TIME_PRECISION_WORD,
	WORDED_SUBTYPES,
	subtypeWord,
	warningWord
} from '#lib/ui/words.ts';

type Words = Record<string, () => string>;
const vocabularies: [name: string, words: Words, values: readonly (string | number)[]][] = [
	['event types', EVENT_WORD, EVENT_TYPES],
	['fronts', THEATRE_WORD, THEATRES],
	['reliability', RELIABILITY_WORD, RELIABILITIES],
	['meanings of reliability', RELIABILITY_MEANING, RELIABILITIES],
	['credibility', CREDIBILITY_WORD, CREDIBILITIES],
	['meanings of credibility', CREDIBILITY_MEANING, CREDIBILITIES],
	['place precisions', GEO_WORD, GEO_PRECISIONS],
	['short place precisions', GEO_SHORT_WORD, GEO_PRECISIONS],
	['time precisions', TIME_PRECISION_WORD, TIME_PRECISIONS],
	['states', STATE_WORD, REPORT_STATES],
	['sensitivities', SENSITIVITY_WORD, SENSITIVITIES],
	['periods', PERIOD_WORD, LASTS],
	['kinds of source', KIND_WORD, SOURCE_KINDS],
	['platforms', PLATFORM_WORD, PLATFORMS],
	['states of a source', SOURCE_STATUS_WORD, SOURCE_STATUSES],
	[
		'outcomes of a reading',
		OUTCOME_WORD,
		['ok', 'not_modified', 'layout_changed', 'unreadable', ...FAILURE_REASONS]
	],
	['reasons to wait', WAITING_WORD, [...WAITING_REASONS, ...UNPLACED_REASONS]]
];

test.each(vocabularies)('every one of the %s has a word, and no word is left over', (_, words, values) => {
	expect(Object.keys(words).toSorted()).toEqual(values.map(String).toSorted());
	for (const lang of LANGS) {
		overwriteGetLocale(() => lang);
		for (const value of values) expect(words[value]!()).not.toBe('');
	}
});

test('every sub-type of ACLED has a word, but for "Other", which says nothing', () => {
	const subtypes = Object.values(ACLED).flatMap((entry) => entry.subtypes);
	expect([...WORDED_SUBTYPES, 'Other'].toSorted()).toEqual(subtypes.toSorted());
});

test('a sub-type is left out where it only repeats its type', () => {
	overwriteGetLocale(() => 'en');
	expect(subtypeWord('air_strikes', 'Air/drone strike')).toBeNull();
	expect(subtypeWord('battles', 'Armed clash')).toBe('Armed clash');
	expect(subtypeWord('strategic_developments', 'Other')).toBeNull();
	expect(subtypeWord('humanitarian', 'Displacement')).toBe('Displacement');
});

test('every content warning and every topic of the registry has a word', () => {
	overwriteGetLocale(() => 'ar');
	const registry: { reliability_by_topic: object }[] = JSON.parse(
		readFileSync(new URL('../../../supabase/registry/sources.json', import.meta.url), 'utf8')
	);
	const topics = new Set(registry.flatMap((source) => Object.keys(source.reliability_by_topic)));
	for (const topic of topics) expect(topicWord(topic)).toMatch(/\p{Script=Arabic}/u);
	for (const warning of CONTENT_WARNINGS) expect(warningWord(warning)).toMatch(/\p{Script=Arabic}/u);
});
