/** A hundred thousand mangled pages: none may throw, and the slowest says whether any comes near to hanging. */
import fc from 'fast-check';
import { mangledPage, readMangled } from '../support/mangled-pages.ts';

const RUNS = 100_000;
const times: number[] = [];
fc.assert(
	fc.property(mangledPage, (page) => void times.push(readMangled(page))),
	{ numRuns: RUNS }
);
times.sort((a, b) => a - b);
const at = (part: number) => times[Math.min(times.length - 1, Math.floor(part * times.length))]!;
console.log(`${times.length} mangled pages read, none threw`);
for (const [name, part] of [
	['p99', 0.99],
	['p99.9', 0.999],
	['slowest', 1]
] as const) {
	console.log(`${name.padEnd(8)} ${(at(part) / at(0.5)).toFixed(1)} × the median page`);
}
