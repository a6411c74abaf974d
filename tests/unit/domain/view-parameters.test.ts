import { expect, test } from 'vitest';
import { toSearch } from '#lib/domain/view.ts';
import { unknownParameters, VIEW_PARAMETERS } from '#lib/domain/view-parameters.ts';
import { badParameters } from '#lib/publish/problem.ts';

test('whatever a view writes into an address is known', () => {
	const search = toSearch({
		...{ theatres: ['gaza'], period: { from: '2023-11-01', to: '2023-11-02' }, asOf: '2024-01-01T00:00:00Z' },
		...{
			types: ['shelling'],
			sources: ['isw'],
			reliabilities: ['B'],
			credibilities: [2],
			states: ['published']
		},
		...{ q: 'word', bbox: [1, 2, 3, 4], at: { zoom: 3, lat: 1, lon: 2 }, layers: ['reports'], report: 5 },
		...{ lang: 'ar', theme: 'dark' }
	});
	expect(unknownParameters(search, [])).toEqual([]);
	expect([...search.keys(), 'last'].sort()).toEqual([...VIEW_PARAMETERS].sort());
});

test('a misspelt one is named once, with those there are', () => {
	const [problem, ...others] = unknownParameters(new URLSearchParams('thaetre=gaza&thaetre=x&limit=3'), [
		'limit'
	]);
	expect(problem).toMatchObject({ parameter: 'thaetre', value: 'gaza' });
	expect(problem!.allowed).toContain('theatre');
	expect(others).toEqual([]);
});

test('ten thousand wrong values make a short answer', async () => {
	const many = Array.from({ length: 10_000 }, () => ({
		parameter: 'type',
		value: 'x'.repeat(10_000),
		allowed: 'y'
	}));
	const text = await badParameters(many).text();
	expect(text.length).toBeLessThan(10_000);
});
