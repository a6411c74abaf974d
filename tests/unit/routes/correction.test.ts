import { expect, test } from 'vitest';
import type { ReviewCase } from '#lib/domain/review-case.ts';
import { readCorrection } from '../../../src/routes/(pages)/review/[id]/correction.ts';

const REPORT = {
	...{
		id: 1,
		revision: 3,
		title: 'Shelling',
		summary: 'Two houses.',
		event_type: 'shelling',
		fatalities: null
	},
	...{ occurred_at: '2023-11-01T10:00:42Z', occurred_until: null, time_precision: 'minute' },
	...{ place_id: 'ua-x', place_name: 'Avdiivka', point: [37.74332, 48.14499], geo_precision: 'settlement' },
	...{ uncertainty_m: 3000, sensitivity: ['graphic_violence'] }
};
const CASE = { report: REPORT, submission: { public_precision: 'settlement' } } as unknown as ReviewCase;
const UNCHANGED = {
	...{ revision: '3', title: 'Shelling', summary: 'Two houses.', event_type: 'shelling' },
	...{
		occurred_at: '2023-11-01T10:00',
		occurred_until: '',
		time_precision: 'minute',
		place_name: 'Avdiivka'
	},
	...{ point: '48.14499, 37.74332', geo_precision: 'settlement', uncertainty_m: '3000' },
	...{ sensitivity: 'graphic_violence', low: '', best: '', high: '', claimed_by: '' }
};
const read = (changed: Record<string, string>) => {
	const form = new FormData();
	for (const [name, value] of Object.entries({ ...UNCHANGED, ...changed })) form.set(name, value);
	return readCorrection(form, CASE);
};

test('a form nobody touched changes nothing, not even the seconds it cannot show', () => {
	expect(read({})).toEqual({});
});

test('only what differs changes; another name leaves the gazetteer’s place', () => {
	expect(read({ title: 'Air strike', place_name: 'Krasnohorivka' })).toEqual({
		...{ title: 'Air strike', place_name: 'Krasnohorivka', place_id: null }
	});
	expect(read({ best: '3', claimed_by: 'the mayor' })).toEqual({
		fatalities: { low: null, best: 3, high: null, claimed_by: 'the mayor' }
	});
});

test('a vaguer place gets its usual radius, unless another is stated', () => {
	expect(read({ geo_precision: 'near' })).toEqual({ geo_precision: 'near', uncertainty_m: 25_000 });
	expect(read({ geo_precision: 'near', uncertainty_m: '9000' })).toMatchObject({ uncertainty_m: 9_000 });
});

test.each<Record<string, string>>([
	{ revision: '2' },
	{ title: ' ' },
	{ best: '3' },
	{ best: '-1', claimed_by: 'x' },
	{ occurred_at: 'yesterday' },
	{ occurred_until: '2023-10-31T10:00' },
	{ point: '22.11.2026' },
	{ event_type: 'party' },
	// Its sender asked for no more than a settlement.
	{ geo_precision: 'exact' }
])('is refused in words: %o', (changed) => {
	expect(() => read(changed)).toThrow();
});
