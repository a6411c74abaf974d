/**
 * Which rows of a long list are in the page. Rows have no fixed height, so they are counted in blocks: a block that was
 * drawn once is as high as it was, any other as high as is usual.
 *
 * Leaving every row in the page with `content-visibility: auto` was tried: with 20,000 reports that is half a million
 * elements, which took 67 times as long to make, 9 times as long a frame while scrolling, and seventeen seconds to
 * restyle when a class of the page changed (Chromium 156, the same machine and minute).
 */

/** Rows in a block. */
export const BLOCK = 20;
/** Blocks that are always drawn: as many rows as the server sends, so that nothing moves when the page wakes up. */
const LEAST_BLOCKS = 5;
/** Usual height of a row, CSS pixels. */
const ROW = 132;

/** Heights of blocks by number, CSS pixels. */
export type Heights = ReadonlyMap<number, number>;
/** Part of the list, in CSS pixels from its top. */
export type Span = { top: number; bottom: number };
/** Rows `first` to `last` (not included) are drawn; `before` and `after` stand for the others, CSS pixels. */
export type Drawn = { first: number; last: number; before: number; after: number };

/** @param near what is on screen and a little more */
export function drawnRows(rows: number, heights: Heights, near: Span): Drawn {
	const blocks = Math.ceil(rows / BLOCK);
	const usual = usualHeight(heights);
	const heightOf = (block: number) =>
		heights.get(block) ?? (usual * Math.min(BLOCK, rows - block * BLOCK)) / BLOCK;
	let first = 0;
	let before = 0;
	while (first < blocks - LEAST_BLOCKS && before + heightOf(first) <= near.top) before += heightOf(first++);
	let last = first;
	let bottom = before;
	while (last < blocks && (bottom < near.bottom || last - first < LEAST_BLOCKS)) bottom += heightOf(last++);
	let after = 0;
	for (let block = last; block < blocks; block++) after += heightOf(block);
	return { first: first * BLOCK, last: Math.min(rows, last * BLOCK), before, after };
}

/** Where the block of a row begins, CSS pixels from the list's top. */
export function offsetOf(row: number, heights: Heights): number {
	const usual = usualHeight(heights);
	let offset = 0;
	for (let block = 0; block < Math.floor(row / BLOCK); block++) offset += heights.get(block) ?? usual;
	return offset;
}

function usualHeight(heights: Heights): number {
	if (heights.size === 0) return ROW * BLOCK;
	return [...heights.values()].reduce((sum, height) => sum + height, 0) / heights.size;
}
