import { MINUTE } from '#lib/domain/event-time.ts';
import type { Filter } from '#lib/domain/filter.ts';
import type { ReportId } from '#lib/domain/report.ts';
import { matching } from './filter.ts';
import type { ReportColumns } from './report-columns.ts';

/** Where a page of a list ended: the next one begins with what is older. `occurredAt` in milliseconds since 1970. */
export type ListEnd = { occurredAt: number; id: ReportId };

/**
 * The newest reports that match, newest first, of one minute the highest id first.
 * @param after the last report of the page before
 */
export function newest(
	columns: ReportColumns,
	filter: Filter,
	{ limit, after }: { limit: number; after?: ListEnd }
): ReportId[] {
	const kept = new NewestRows(columns, limit);
	const end = after && { minute: Math.floor(after.occurredAt / MINUTE), id: after.id };
	// Backwards, because the newest mostly came last: what follows is turned away at once.
	for (const row of matching(columns, filter).reverse()) {
		if (!end || isOlder(columns.minute[row]!, columns.id[row]!, end.minute, end.id)) kept.offer(row);
	}
	return kept.inOrder().map((row) => columns.id[row]!);
}

/** Row numbers stay below this. */
const ROWS = 2 ** 27;

/**
 * Every report that matches, newest first: for what takes them all. Four bytes a report; sorted as numbers, not by
 * comparing, which a million would make a second long.
 */
export function allNewestFirst(columns: ReportColumns, filter: Filter): Uint32Array {
	const { minute, id } = columns;
	// Minute and row side by side in the 53 bits a number keeps exactly: minutes since 1970 need 25.
	const keys = Float64Array.from(matching(columns, filter), (row) => minute[row]! * ROWS + row).sort();
	return Uint32Array.from(keys, (_, n) => {
		const key = keys[keys.length - 1 - n]!;
		return id[key - Math.floor(key / ROWS) * ROWS]!;
	});
}

const isOlder = (minute: number, id: ReportId, otherMinute: number, otherId: ReportId) =>
	minute < otherMinute || (minute === otherMinute && id < otherId);

/** The newest `limit` rows of all that were offered: a binary heap with the oldest on top, the first to go. */
class NewestRows {
	readonly #columns: ReportColumns;
	readonly #limit: number;
	readonly #heap: number[] = [];

	constructor(columns: ReportColumns, limit: number) {
		this.#columns = columns;
		this.#limit = limit;
	}

	offer(row: number): void {
		const heap = this.#heap;
		if (heap.length < this.#limit) {
			heap.push(row);
			this.#rise(heap.length - 1);
		} else if (heap.length > 0 && this.#isOlder(heap[0] as number, row)) {
			heap[0] = row;
			this.#sink(0);
		}
	}

	inOrder(): number[] {
		return this.#heap.toSorted((a, b) => (this.#isOlder(a, b) ? 1 : -1));
	}

	#isOlder(row: number, other: number): boolean {
		const { minute, id } = this.#columns;
		return isOlder(minute[row]!, id[row]!, minute[other]!, id[other]!);
	}

	#rise(place: number): void {
		while (place > 0) {
			const parent = (place - 1) >> 1;
			if (!this.#swapIfOlder(place, parent)) return;
			place = parent;
		}
	}

	#sink(place: number): void {
		const heap = this.#heap;
		for (;;) {
			const left = 2 * place + 1;
			const right = left + 1;
			if (left >= heap.length) return;
			const rightIsOlder = right < heap.length && this.#isOlder(heap[right] as number, heap[left] as number);
			const child = rightIsOlder ? right : left;
			if (!this.#swapIfOlder(child, place)) return;
			place = child;
		}
	}

	/** Brings the older of a child and its parent up; false when it was there already. */
	#swapIfOlder(child: number, parent: number): boolean {
		const heap = this.#heap;
		const [below, above] = [heap[child] as number, heap[parent] as number];
		if (!this.#isOlder(below, above)) return false;
		heap[child] = above;
		heap[parent] = below;
		return true;
	}
}
