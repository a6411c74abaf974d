/** The day or the ISO week a bulletin is about, as it stands in an address: "2023-10-31", "2023-W44". */
import { DAY, dayOf } from './event-time.ts';

export const BULLETIN_KINDS = ['day', 'week'] as const;
export type BulletinKind = (typeof BULLETIN_KINDS)[number];

export type BulletinPeriod = {
	kind: BulletinKind;
	/** As in the address. */
	date: string;
	/** Milliseconds since 1970, UTC; the first instant inside. */
	from: number;
	/** Milliseconds since 1970, UTC; the first instant outside. */
	to: number;
};

const LENGTH: Record<BulletinKind, number> = { day: DAY, week: 7 * DAY };
/** Days since Monday: 1970 began on a Thursday. */
const weekday = (time: number): number => (Math.floor(time / DAY) + 3) % 7;
/** An address is no way to walk through all time. */
const YEARS = /^20\d\d-/;

/** The day or week an instant lies in. @param time milliseconds since 1970, not before */
export function periodAt(kind: BulletinKind, time: number): BulletinPeriod {
	const day = Math.floor(time / DAY) * DAY;
	const from = kind === 'day' ? day : day - weekday(day) * DAY;
	return { kind, date: kind === 'day' ? dayOf(from) : weekName(from), from, to: from + LENGTH[kind] };
}

/** A week belongs to the year of its Thursday (ISO 8601). @param monday its first instant */
function weekName(monday: number): string {
	const year = new Date(monday + 3 * DAY).getUTCFullYear();
	const number = 1 + Math.round((monday - firstMonday(year)) / LENGTH.week);
	return `${year}-W${String(number).padStart(2, '0')}`;
}

/** The fourth of January is always in the first week. */
function firstMonday(year: number): number {
	const fourth = Date.UTC(year, 0, 4);
	return fourth - weekday(fourth) * DAY;
}

/** The period an address names; null where it names none, as the 31st of February or a 53rd week of most years. */
export function parseBulletinDate(text: string): BulletinPeriod | null {
	if (!YEARS.test(text)) return null;
	const week = /^(\d{4})-W(\d\d)$/.exec(text);
	const from = week
		? firstMonday(Number(week[1])) + (Number(week[2]) - 1) * LENGTH.week
		: Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : '');
	if (Number.isNaN(from)) return null;
	const period = periodAt(week ? 'week' : 'day', from);
	return period.date === text ? period : null;
}
