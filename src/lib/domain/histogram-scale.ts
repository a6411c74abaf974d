/**
 * Arithmetic of the histogram of reports over time, without a page: bins, bars and the marks of its axis. Days are
 * UTC days since 1970 throughout; fractions are hours.
 */
import { DAY } from './event-time.ts';
import { EVENT_TYPES, type EventType } from './event-type.ts';

/** A stretch of days, half-open. */
export type DaySpan = { from: number; to: number };
/** Reports per day: every day from `firstDay` on, `length` of them. */
export type DayCounts = {
	firstDay: number;
	length: number;
	totals: ArrayLike<number>;
	byType: Record<EventType, ArrayLike<number>>;
};

export const BIN_UNITS = ['day', 'week', 'month', 'year'] as const;
export type BinUnit = (typeof BIN_UNITS)[number];
/** Days of the shortest one. */
const LEAST_DAYS: Record<BinUnit, number> = { day: 1, week: 7, month: 28, year: 365 };
/** CSS pixels: a bar as narrow as it can be seen, and the gap to the next. */
const LEAST_BAR = 2;
const GAP = 1;

/** Days counted together under one bar; the first and the last may be cut off by the span. */
export type Bin = DaySpan & { total: number; byType: readonly number[] };

/** The smallest unit whose bars can still be seen and told apart. @param width CSS pixels */
export function binUnitFor(days: number, width: number): BinUnit {
	const pixelsADay = width / Math.max(days, 1);
	return BIN_UNITS.find((unit) => LEAST_DAYS[unit] * pixelsADay >= LEAST_BAR + GAP) ?? 'year';
}

/** The first day of the unit a day lies in. Weeks begin on Monday (ISO 8601). */
export function unitStart(day: number, unit: BinUnit): number {
	const whole = Math.floor(day);
	if (unit === 'day') return whole;
	if (unit === 'week') return whole - modulo(whole - MONDAY, 7);
	const date = new Date(whole * DAY);
	return dayNumber(date.getUTCFullYear(), unit === 'month' ? date.getUTCMonth() : 0);
}

/** The first day after the unit a day lies in. */
export function unitEnd(day: number, unit: BinUnit): number {
	const start = unitStart(day, unit);
	if (unit === 'day') return start + 1;
	if (unit === 'week') return start + 7;
	const date = new Date(start * DAY);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
	return unit === 'month' ? dayNumber(year, month + 1) : dayNumber(year + 1, 0);
}

/** 5 January 1970. */
const MONDAY = 4;
const modulo = (number: number, by: number) => ((number % by) + by) % by;
const dayNumber = (year: number, month: number) => Date.UTC(year, month, 1) / DAY;

export const axisOf = ({ firstDay, length }: Pick<DayCounts, 'firstDay' | 'length'>): DaySpan => ({
	from: firstDay,
	to: firstDay + length
});

export function binsOf(counts: DayCounts, unit: BinUnit): Bin[] {
	const axis = axisOf(counts);
	const bins: Bin[] = [];
	for (let from = axis.from; from < axis.to;) {
		const to = Math.min(unitEnd(from, unit), axis.to);
		const sum = (days: ArrayLike<number>) => sumOf(days, from - axis.from, to - axis.from);
		bins.push({
			...{ from, to },
			total: sum(counts.totals),
			byType: EVENT_TYPES.map((type) => sum(counts.byType[type]))
		});
		from = to;
	}
	return bins;
}

function sumOf(days: ArrayLike<number>, from: number, to: number): number {
	let sum = 0;
	for (let day = from; day < to; day++) sum += days[day] ?? 0;
	return sum;
}

export const highest = (bins: readonly Bin[]): number =>
	bins.reduce((most, { total }) => Math.max(most, total), 0);

/** Days to pixels and back, within an axis. */
export type DayScale = { x: (day: number) => number; day: (x: number) => number };
export function dayScale({ from, to }: DaySpan, width: number): DayScale {
	const days = Math.max(to - from, 1);
	return {
		x: (day) => ((day - from) / days) * width,
		day: (x) => from + (x / Math.max(width, 1)) * days
	};
}

/**
 * The bars of each event type as one SVG path, stacked in the order of `EVENT_TYPES` from the ground up. A path for a
 * type instead of an element for a bar: a year of days is drawn by eight elements.
 */
export function barPaths(bins: readonly Bin[], scale: DayScale, height: number): Record<EventType, string> {
	const paths = EVENT_TYPES.map(() => '');
	const most = Math.max(highest(bins), 1);
	for (const { from, to, byType } of bins) {
		const left = round(scale.x(from));
		const width = round(Math.max(scale.x(to) - scale.x(from) - GAP, 1));
		let stacked = 0;
		byType.forEach((count, code) => {
			if (count === 0) return;
			const ground = round(height - (stacked / most) * height);
			stacked += count;
			const top = round(height - (stacked / most) * height);
			paths[code] += `M${left} ${ground}V${top}h${width}V${ground}Z`;
		});
	}
	return Object.fromEntries(EVENT_TYPES.map((type, code) => [type, paths[code]])) as Record<
		EventType,
		string
	>;
}

const round = (pixels: number) => Math.round(pixels * 100) / 100;

/** A mark of the axis, named as its unit wants: a day by its date, a month by its name, a year by its number. */
export type Tick = { day: number; unit: 'day' | 'month' | 'year' };
const STEPS: readonly { unit: Tick['unit']; every: number; days: number }[] = [
	{ unit: 'day', every: 1, days: 1 },
	{ unit: 'day', every: 7, days: 7 },
	{ unit: 'day', every: 14, days: 14 },
	{ unit: 'month', every: 1, days: 30.4 },
	{ unit: 'month', every: 3, days: 91 },
	{ unit: 'year', every: 1, days: 365 },
	{ unit: 'year', every: 5, days: 1826 },
	{ unit: 'year', every: 20, days: 7305 },
	{ unit: 'year', every: 100, days: 36525 }
];

/**
 * Marks far enough apart for their names; January bears the year's.
 * @param width CSS pixels @param room CSS pixels a name needs
 */
export function ticksOf(axis: DaySpan, width: number, room = 64): Tick[] {
	const pixelsADay = width / Math.max(axis.to - axis.from, 1);
	const step = STEPS.find(({ days }) => days * pixelsADay >= room) ?? STEPS.at(-1)!;
	const ticks: Tick[] = [];
	for (let day = tickStart(axis.from, step); day < axis.to; day = tickAfter(day, step)) {
		if (day >= axis.from) ticks.push({ day, unit: nameUnit(day, step.unit) });
	}
	return ticks;
}

type Step = { unit: Tick['unit']; every: number };

function tickStart(day: number, { unit, every }: Step): number {
	if (unit === 'day') return every === 1 ? Math.floor(day) : unitStart(day, 'week');
	const date = new Date(Math.floor(day) * DAY);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
	return unit === 'month'
		? dayNumber(year, month - (month % every))
		: dayNumber(year - modulo(year, every), 0);
}

function tickAfter(day: number, { unit, every }: Step): number {
	if (unit === 'day') return day + every;
	const date = new Date(day * DAY);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
	return unit === 'month' ? dayNumber(year, month + every) : dayNumber(year + every, 0);
}

const nameUnit = (day: number, unit: Tick['unit']): Tick['unit'] =>
	unit === 'month' && new Date(day * DAY).getUTCMonth() === 0 ? 'year' : unit;
