/**
 * What was on the map when its reader last looked, remembered on this device only. Numbers of reports are kept
 * rather than a time or a cursor: a report may be released long after it was numbered, and a correction is not news.
 */
import { isKnownIds, type KnownIds } from './known-ids.ts';

/** `at`: when the reader last looked, milliseconds since 1970. `known`: what was there then. */
export type Visit = { at: number; known: KnownIds };
/** `before`: the visit before that one, from which "new" is measured while a visit goes on. */
type Memory = Visit & { before: Visit | null };

type Store = Pick<Storage, 'getItem' | 'setItem'>;
const KEY = 'fronts:last-visit';
/** After a shorter pause it is still the same visit: a reload keeps what is new. Milliseconds. */
const SAME_VISIT = 30 * 60_000;

/** The visit before the one that begins or goes on now; null at the first one, or where nothing can be remembered. */
export function visitBefore(store: Store | null, now: number): Visit | null {
	const memory = recall(store);
	if (!memory) return null;
	return now - memory.at > SAME_VISIT ? { at: memory.at, known: memory.known } : memory.before;
}

/**
 * Remembers that the reader has looked until now.
 * @param before what "new" is still measured from; null once it has been seen
 */
export function rememberVisit(store: Store | null, known: KnownIds, before: Visit | null, now: number): void {
	try {
		store?.setItem(KEY, JSON.stringify({ at: now, known, before } satisfies Memory));
	} catch {
		// Full or forbidden: the next visit is then a first one.
	}
}

function recall(store: Store | null): Memory | null {
	try {
		const kept: unknown = JSON.parse(store?.getItem(KEY) ?? 'null');
		return isMemory(kept) ? kept : null;
	} catch {
		return null;
	}
}

function isVisit(value: unknown): value is Visit {
	const { at, known } = (value ?? {}) as { at?: unknown; known?: unknown };
	return typeof at === 'number' && isKnownIds(known);
}

const isMemory = (value: unknown): value is Memory =>
	isVisit(value) && 'before' in value && (value.before === null || isVisit(value.before));

/** The device's storage, where the browser lets us have it. */
export function deviceStorage(): Store | null {
	try {
		return localStorage;
	} catch {
		return null;
	}
}
