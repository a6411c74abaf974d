/** Which part of the queue a moderator looks at: in the address, so that it can be shared and comes back. */
import { EVENT_TYPES, type EventType } from './event-type.ts';
import { REPORT_STATES } from './report.ts';
import { THEATRES, type Theatre } from './theatre.ts';

/** `to_do`: everything that waits for a moderator, in whatever state. */
export const QUEUE_TABS = ['to_do', ...REPORT_STATES] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** How long ago a report came in: less than a day, less than a week, longer. */
export const QUEUE_AGES = ['day', 'week', 'older'] as const;
export type QueueAge = (typeof QUEUE_AGES)[number];

export type QueueFilter = {
	tab: QueueTab;
	theatre: Theatre | null;
	type: EventType | null;
	/** Slug. */
	source: string | null;
	age: QueueAge | null;
	/** Taken up by who asks. */
	isMine: boolean;
	/** Waits for a second person. */
	needsSecond: boolean;
	/** Words, or the number of a report; empty: all. */
	words: string;
};

export const WHOLE_QUEUE: QueueFilter = {
	...{ tab: 'to_do', theatre: null, type: null, source: null, age: null },
	...{ isMine: false, needsSecond: false, words: '' }
};

/** Characters. */
const LONGEST_WORDS = 200;

/** What is not known is left out: a queue is never refused for its address. */
export function parseQueueFilter(search: URLSearchParams): QueueFilter {
	const one = <T extends string>(name: string, of: readonly T[]): T | null =>
		of.find((value) => value === search.get(name)) ?? null;
	const source = search.get('source');
	return {
		tab: one('state', QUEUE_TABS) ?? 'to_do',
		theatre: one('theatre', THEATRES),
		type: one('type', EVENT_TYPES),
		source: source !== null && /^[a-z0-9][a-z0-9_-]*$/.test(source) ? source : null,
		age: one('age', QUEUE_AGES),
		isMine: search.get('mine') === '1',
		needsSecond: search.get('second') === '1',
		words: (search.get('q') ?? '').trim().slice(0, LONGEST_WORDS)
	};
}

export function toQueueSearch(filter: QueueFilter): URLSearchParams {
	const { tab, theatre, type, source, age, isMine, needsSecond, words } = filter;
	const given: [name: string, value: string | null][] = [
		['state', tab === 'to_do' ? null : tab],
		['theatre', theatre],
		['type', type],
		['source', source],
		['age', age],
		['mine', isMine ? '1' : null],
		['second', needsSecond ? '1' : null],
		['q', words || null]
	];
	return new URLSearchParams(given.filter((pair): pair is [string, string] => pair[1] !== null));
}

/** Whether anything beyond the tab narrows the queue. */
export const isNarrowed = (filter: QueueFilter): boolean =>
	toQueueSearch({ ...filter, tab: 'to_do' }).size > 0;
