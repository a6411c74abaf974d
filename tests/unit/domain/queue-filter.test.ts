import { expect, test } from 'vitest';
import {
	isNarrowed,
	parseQueueFilter,
	toQueueSearch,
	WHOLE_QUEUE,
	type QueueFilter
} from '#lib/domain/queue-filter.ts';

test('an address says what a filter says, and the other way round', () => {
	const filters: QueueFilter[] = [
		WHOLE_QUEUE,
		{ ...WHOLE_QUEUE, tab: 'needs_help', theatre: 'sahel', type: 'shelling', source: 'known' },
		{ ...WHOLE_QUEUE, age: 'older', isMine: true, needsSecond: true, words: 'bridge "two spans"' }
	];
	for (const filter of filters) expect(parseQueueFilter(toQueueSearch(filter))).toEqual(filter);
});

test('what is not known is left out', () => {
	const strange = new URLSearchParams({
		state: 'gone',
		theatre: 'mars',
		source: "x' or 1=1",
		age: '',
		mine: 'yes'
	});
	expect(parseQueueFilter(strange)).toEqual(WHOLE_QUEUE);
});

test('the tab alone narrows nothing', () => {
	expect(isNarrowed({ ...WHOLE_QUEUE, tab: 'published' })).toBe(false);
	expect(isNarrowed({ ...WHOLE_QUEUE, isMine: true })).toBe(true);
});
