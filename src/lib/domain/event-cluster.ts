/**
 * Reports that may tell of one event, as groups in which each resembles each other (complete link): A like B and B like C
 * does not make A like C, or a night of drones would become one event. Nothing is joined by it: a person decides.
 */
import { likenessOf, type Likeness, type Told } from './duplicate.ts';
import { DAY, dayOf } from './event-time.ts';
import { THEATRES, theatreAt } from './theatre.ts';

export type ToldReport = Told & { id: number };
export type Pair = { a: number; b: number; likeness: Likeness };

/** Degrees: wider than two vague places may lie apart (50 km) on every front, so that the neighbouring cells suffice. */
const CELL = 0.75;
const LONGEST = DAY;

/** Where and when a report is looked for: `theatre.column.row.day`. */
export function blockOf(told: Told): string {
	const [lon, lat] = told.point;
	const theatre = THEATRES.indexOf(theatreAt(told.point) ?? 'gaza');
	return blockAt(theatre, Math.floor(lon / CELL), Math.floor(lat / CELL), dayNumber(told));
}

/** Every pair that may be one event, and no pair twice. Linear, where a place has no more reports a day than before. */
export function likelyPairs(reports: readonly ToldReport[]): Pair[] {
	const blocks = new Map<string, ToldReport[]>();
	const pairs: Pair[] = [];
	for (const report of reports) {
		for (const block of blocksAround(report)) {
			for (const other of blocks.get(block) ?? []) {
				const likeness = likenessOf(other, report);
				if (likeness) pairs.push({ a: other.id, b: report.id, likeness });
			}
		}
		const own = blockOf(report);
		const block = blocks.get(own);
		if (block) block.push(report);
		else blocks.set(own, [report]);
	}
	return pairs;
}

/** Ids of reports that may tell of one event, each in one group at most, the likeliest joined first; none alone. */
export function clusterEvents(reports: readonly ToldReport[], pairs = likelyPairs(reports)): number[][] {
	const times = new Map(reports.map(({ id, occurred_at }) => [id, Date.parse(occurred_at)]));
	const linked = new Set(pairs.map(({ a, b }) => linkOf(a, b)));
	const clusterOf = new Map<number, number[]>();
	const own = (id: number) => clusterOf.get(id) ?? [id];
	for (const { a, b } of pairs.toSorted((one, other) => other.likeness.score - one.likeness.score)) {
		const [first, second] = [own(a), own(b)];
		if (first === second) continue;
		const isComplete = first.every((x) => second.every((y) => linked.has(linkOf(x, y))));
		const joined = [...first, ...second];
		const at = joined.map((id) => times.get(id)!);
		if (!isComplete || Math.max(...at) - Math.min(...at) > LONGEST) continue;
		for (const id of joined) clusterOf.set(id, joined);
	}
	return [...new Set(clusterOf.values())];
}

const linkOf = (a: number, b: number): string => (a < b ? `${a}-${b}` : `${b}-${a}`);
const dayNumber = ({ occurred_at }: Told): number =>
	Math.floor(Date.parse(dayOf(Date.parse(occurred_at))) / DAY);
const blockAt = (theatre: number, column: number, row: number, day: number) =>
	`${theatre}.${column}.${row}.${day}`;

function blocksAround(told: Told): string[] {
	const [theatre, column, row, day] = blockOf(told).split('.').map(Number) as [
		number,
		number,
		number,
		number
	];
	const near = [-1, 0, 1];
	return near.flatMap((x) =>
		near.flatMap((y) => near.map((d) => blockAt(theatre, column + x, row + y, day + d)))
	);
}
