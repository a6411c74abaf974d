import { describe, expect, test } from 'vitest';
import { DEFAULT_VIEW, parseView, toSearch, type View } from '#lib/domain/view.ts';
import { NO_FILTERS, activeFilters, toggled } from '#lib/ui/filters/active-filters.ts';

const SOURCES = [{ slug: 'rybar', name: 'Rybar' }];
const viewOf = (search: string) => parseView(new URLSearchParams(search)).view;
const without = (view: View, change: Partial<View>) => toSearch({ ...view, ...change }).toString();

describe('active filters', () => {
	test('are none in a view nobody narrowed, whatever its front and period', () => {
		expect(activeFilters(DEFAULT_VIEW, SOURCES)).toEqual([]);
		expect(activeFilters(viewOf('theatre=gaza&last=30d&at=5/48/35&report=7'), SOURCES)).toEqual([]);
	});

	test('are one for each choice, and each can be taken away alone', () => {
		const view = viewOf(
			'type=battles,shelling&source=rybar&reliability=F&credibility=2&state=retracted&q=bridge&bbox=1,2,3,4'
		);
		const filters = activeFilters(view, SOURCES);
		expect(filters.map(({ key }) => key)).toEqual([
			...['q', 'battles', 'shelling', 'F', '2', 'state', 'source rybar', 'bbox']
		]);
		const byKey = new Map(filters.map((filter) => [filter.key, without(view, filter.without)]));
		expect(byKey.get('battles')).toContain('type=shelling&');
		expect(byKey.get('q')).not.toContain('q=');
		expect(byKey.get('source rybar')).not.toContain('source=');
		expect(byKey.get('state')).not.toContain('state=');
		expect(byKey.get('bbox')).toContain('q=bridge');
	});

	test('bear the names of their sources, the slug where the registry has none', () => {
		const names = activeFilters(viewOf('source=rybar,unheard_of'), SOURCES).map(({ name }) => name);
		expect(names).toEqual(['Rybar', 'unheard_of']);
	});

	test('are cleared all at once; front and period stay', () => {
		const view = viewOf(
			'theatre=gaza&last=30d&type=battles&source=rybar&reliability=F&credibility=2&state=retracted&q=x&bbox=1,2,3,4'
		);
		expect(without(view, NO_FILTERS)).toBe('theatre=gaza&last=30d');
	});
});

test('a choice is put in and taken out; with the last one gone all are shown', () => {
	expect(toggled(null, 'a')).toEqual(['a']);
	expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
	expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
	expect(toggled(['a'], 'a')).toBeNull();
});
