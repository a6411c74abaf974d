/**
 * What was on the map when its reader last looked, remembered on this device only. Numbers of reports are kept
 * rather than a time or a cursor: a report may be released long after it was numbered, and a correction is not news.
 */
import * as v from 'valibot';
import { KnownIdsSchema, type KnownIds } from './known-ids.ts';

const MemorySchema = v.object({
	/** When the reader last looked; milliseconds since 1970. */
	at: v.number(),
	/** What was there then. */
	known: KnownIdsSchema,
	/** The same of the visit before that one: what "new" is measured from while a visit goes on. */
	before: v.nullable(v.object({ at: v.number(), known: KnownIdsSchema }))
});
type Memory = v.InferOutput<typeof MemorySchema>;
export type Visit = { at: number; known: KnownIds };

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
		const parsed = v.safeParse(MemorySchema, JSON.parse(store?.getItem(KEY) ?? 'null'));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}

/** The device's storage, where the browser lets us have it. */
export function deviceStorage(): Store | null {
	try {
		return localStorage;
	} catch {
		return null;
	}
}
