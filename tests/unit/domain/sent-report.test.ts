import { expect, test } from 'vitest';
import { readPoint, toSubmissionInput } from '#lib/domain/draft.ts';
import { draftOfSent, type SentReport } from '#lib/domain/sent-report.ts';
import { readSubmission } from '#lib/domain/submission.ts';

const NOW = '2026-01-01T00:00:00Z';
const KEY = '00000000-0000-4000-8000-000000000001';
const SENT: SentReport = {
	...{ report_id: 12, may_revise: true, theatre: 'ukraine', summary: 'Two houses burn\nin the north' },
	...{ event_type: 'shelling', occurred_at: '2023-11-01T10:05:00Z', time_precision: 'minute' },
	...{ point: [37.7411, 48.1377], geo_precision: 'exact', uncertainty_m: 50, place_name: 'Avdiivka' },
	...{ citations: ['https://t.me/a/1', 'https://t.me/b/2'], sensitivity: ['graphic_violence'] },
	...{ delay_minutes: 720, public_precision: 'near' },
	contact: { may_be_asked: true, address: 'ada at home', credit_as: null }
};

/** What the form sends that is not touched. */
function sentAgain(sent: SentReport) {
	const draft = draftOfSent(sent, KEY, NOW);
	const input = toSubmissionInput(draft, readPoint(draft.point), draft.links.split('\n').filter(Boolean));
	return readSubmission(input, Date.parse(NOW));
}

test.each<[string, Partial<SentReport>]>([
	['as it is', {}],
	['of a day', { occurred_at: '2023-11-01T00:00:00Z', time_precision: 'day' }],
	['of an hour', { time_precision: 'hour', occurred_at: '2023-11-01T23:00:00Z' }],
	[
		'of an area wider than its kind',
		{ geo_precision: 'area', uncertainty_m: 90_000, public_precision: null }
	],
	['that nobody may be asked about', { contact: null, sensitivity: [], citations: [], delay_minutes: 0 }]
])('a report %s that is saved untouched stays what it was', (_, changed) => {
	const sent = { ...SENT, ...changed };
	const { report_id: _id, may_revise: _may, summary, uncertainty_m, ...same } = sent;
	const read = sentAgain(sent);
	expect(read).toMatchObject({ outcome: 'ready', submission: { ...same, key: KEY, text: summary } });
	if (changed.uncertainty_m) expect(read).toMatchObject({ submission: { uncertainty_m } });
});
