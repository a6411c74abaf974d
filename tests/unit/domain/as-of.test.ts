import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerable, parseView } from '#lib/domain/view.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const asked = (search: string, begins: string | null = null) =>
	answerable(parseView(new URLSearchParams(search)), { now, begins });

describe('the instant of a frozen view', () => {
	test('may be any that has passed, the present one included', () => {
		for (const asOf of ['1970-01-01T00:00:00Z', '2023-11-30T12:00:00.5Z', '2026-11-22T12:00:00Z']) {
			const { view, problems } = asked(`asof=${asOf}`);
			expect(Date.parse(view.asOf!)).toBe(Date.parse(asOf));
			expect(problems).toEqual([]);
		}
	});

	test('that is to come counts as now, and the rest of the view stays', () => {
		const { view, problems } = asked('asof=2026-11-22T12:00:00.001Z&theatre=gaza&type=nonsense');
		expect(view).toMatchObject({ asOf: null, theatres: ['gaza'] });
		expect(problems).toMatchObject([
			{ parameter: 'type', value: 'nonsense' },
			{ parameter: 'asof', value: '2026-11-22T12:00:00.001Z', allowed: 'a moment that has passed' }
		]);
	});

	test('before the past was kept cannot be answered for, and the problem says from when it can', () => {
		const begins = '2026-11-01T00:00:00Z';
		expect(asked('asof=2026-10-31T23:59:59Z', begins)).toMatchObject({
			view: { asOf: null },
			problems: [{ parameter: 'asof', allowed: expect.stringContaining(begins) }]
		});
		expect(asked(`asof=${begins}`, begins).problems).toEqual([]);
	});

	test('of a live view is no problem', () => {
		expect(asked('theatre=gaza', '2026-11-01T00:00:00Z').problems).toEqual([]);
	});

	test('that is left never lies outside what can be answered for', () => {
		const instant = fc.integer({ min: 0, max: 2 * now });
		fc.assert(
			fc.property(instant, fc.option(instant), (at, from) => {
				const begins = from === null ? null : new Date(from).toISOString();
				const { view, problems } = asked(`asof=${new Date(at).toISOString()}`, begins);
				expect(view.asOf === null).toBe(problems.length > 0);
				expect(view.asOf === null).toBe(at > now || at < (from ?? 0));
			})
		);
	});
});
