import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mangledPage, readMangled } from '../support/mangled-pages.ts';

/** `npm run bench` reads a hundred thousand. */
const RUNS = 1_500;

test('no connector throws, or gives nonsense, on a mangled page', () => {
	let read = 0;
	fc.assert(
		fc.property(mangledPage, (page) => {
			readMangled(page);
			read++;
		}),
		{ numRuns: RUNS }
	);
	expect(read).toBe(RUNS);
});
