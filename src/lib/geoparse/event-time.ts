/**
 * When a text says its event happened. Without a word about it the post's own time counts, to the day. Rules: numeric
 * dates are day-first except ISO 8601; nothing after the post; two different days in one text say nothing.
 * A general date parser alone was measured on such phrases and put 5 of 14 wrong or into the future: dates are read here,
 * weekdays and clocks by it under guards (see `spokenTimes`).
 */
import { DAY, type Instant, type TimePrecision } from '../domain/event-time.ts';
import type { Theatre } from '../domain/theatre.ts';
import { spokenTimes } from './spoken-times.ts';

export type TextTime = { occurredAt: Instant; precision: TimePrecision };

/** Days: an older date in a post is background, not its news. */
const OLDEST = 31;
const NOT_IN_A_NUMBER = String.raw`(?<![\p{L}\p{N}.,/-])`;
const NUMBER_ENDS = String.raw`(?![\p{L}\p{N}/-]|[.,]\p{N})`;
const ISO = new RegExp(
	`${NOT_IN_A_NUMBER}(\\d{4})-(\\d\\d)-(\\d\\d)(?:[T ](\\d\\d):(\\d\\d)(?::\\d\\d(?:\\.\\d{1,6})?)?(Z|[+-]\\d\\d:?\\d\\d))?${NUMBER_ENDS}`,
	'gu'
);
const DAY_FIRST = new RegExp(
	`${NOT_IN_A_NUMBER}(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d\\d)${NUMBER_ENDS}`,
	'gu'
);
/** Months by stem, January first, in English, French, Russian, Ukrainian and Arabic (Levantine and Egyptian names). */
const MONTHS = [
	'january|jan|janvier|janv|январ|січн|يناير|كانون الثاني',
	'february|feb|février|fevrier|févr|феврал|лют|فبراير|شباط',
	'march|mars|март|берез|مارس|آذار',
	'april|apr|avril|апрел|квіт|أبريل|نيسان',
	'may|mai|мая|май|трав|مايو|أيار',
	'june|jun|juin|июн|черв|يونيو|حزيران',
	'july|jul|juillet|июл|лип|يوليو|تموز',
	'august|aug|août|aout|август|серп|أغسطس|آب',
	'september|sept|sep|septembre|сентябр|верес|سبتمبر|أيلول',
	'october|oct|octobre|октябр|жовт|أكتوبر|تشرين الأول',
	'november|nov|novembre|ноябр|листопад|نوفمبر|تشرين الثاني',
	'december|dec|décembre|decembre|декабр|груд|ديسمبر|كانون الأول'
];
const MONTH = `(${MONTHS.join('|')})(?!ch\\b)`;
const NAMED = new RegExp(
	`${NOT_IN_A_NUMBER}(\\d{1,2})(?:st|nd|rd|th|er|-го|-е)?\\s(?:of\\s)?${MONTH}\\p{L}{0,6}\\.?(?:,?\\s(\\d{4}))?(?![\\p{L}\\p{N}])`,
	'giu'
);
const MONTH_FIRST = new RegExp(
	`(?<![\\p{L}])${MONTH}\\p{L}{0,6}\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s(\\d{4}))?(?![\\p{L}\\p{N}:.])`,
	'giu'
);
const YESTERDAY = /(?<!\p{L})(?:yesterday|last night|вчера|вчора|учора|hier|أمس|امس)(?!\p{L})/giu;
const BEFORE_YESTERDAY =
	/(?<!\p{L})(?:day before yesterday|позавчера|позавчора|avant-hier|أول أمس|اول امس)(?!\p{L})/giu;
/** "since 24.02.2022" dates the beginning of something else. */
const SINCE = /(?:since|from|depuis|с|со|з|із|від|منذ)\s*$/iu;

/**
 * @param publishedAt the post's time; without one only explicit dates are read
 * @param spoken its language and the front it speaks of: whose clocks it goes by
 */
export function eventTimeOf(
	text: string,
	publishedAt: Instant | null,
	spoken: { lang?: string | null; theatre?: Theatre | null } = {}
): TextTime | null {
	const posted = publishedAt === null ? null : Date.parse(publishedAt);
	const usual: TextTime | null = publishedAt === null ? null : { occurredAt: publishedAt, precision: 'day' };
	const said =
		posted === null
			? []
			: spokenTimes(text, posted, spoken.lang ?? null, spoken.theatre ?? null).filter(
					({ index }) => !isSince(text, index)
				);
	const named: (Found & { day: number })[] = [
		...[...explicitTimes(text, posted), ...relativeDays(text, posted)].map((found) => ({
			...found,
			day: Math.floor(found.at / DAY)
		})),
		...said
	].filter(({ at }) => posted === null || (at <= posted && at > posted - OLDEST * DAY));
	const days = new Set(named.map(({ day }) => day));
	if (days.size !== 1) return usual;
	// The most exact reading of that one day; two clocks of one day are its beginning and its end, or two events.
	const clocks = new Set(named.filter(({ precision }) => precision !== 'day').map(({ at }) => at));
	const day = named.find(({ precision }) => precision === 'day');
	const best =
		clocks.size > 1
			? (day ?? { at: [...days][0]! * DAY, precision: 'day' as const })
			: (named.find(({ precision }) => precision === 'minute') ??
				named.find(({ precision }) => precision === 'hour') ??
				named[0]);
	return best ? { occurredAt: toIso(best.at), precision: best.precision } : usual;
}

type Found = { at: number; precision: TimePrecision };

function* explicitTimes(text: string, posted: number | null): Generator<Found> {
	for (const m of text.matchAll(ISO)) {
		if (isSince(text, m.index)) continue;
		const at = m[4] ? Date.parse(m[0].replace(' ', 'T')) : utcDay(m[1], m[2], m[3]);
		if (at !== null && !Number.isNaN(at)) yield { at, precision: m[4] ? 'minute' : 'day' };
	}
	for (const m of text.matchAll(DAY_FIRST)) {
		if (isSince(text, m.index)) continue;
		const year = m[4]?.length === 2 ? `20${m[4]}` : m[4];
		const at = utcDay(year, m[3], m[1]);
		if (at !== null) yield { at, precision: 'day' };
	}
	for (const m of text.matchAll(NAMED)) {
		if (!isSince(text, m.index)) yield* namedDay(m[1], m[2], m[3], posted);
	}
	for (const m of text.matchAll(MONTH_FIRST)) {
		if (!isSince(text, m.index)) yield* namedDay(m[2], m[1], m[3], posted);
	}
}

const isSince = (text: string, at: number) => SINCE.test(text.slice(Math.max(0, at - 12), at));

/** Without a year: the last such day up to the post. */
function* namedDay(day = '', name = '', year: string | undefined, posted: number | null): Generator<Found> {
	const lower = name.toLowerCase();
	const month = MONTHS.findIndex((names) => names.split('|').includes(lower)) + 1;
	if (month === 0) return;
	if (year === undefined && posted === null) return;
	const postedYear = posted === null ? 0 : new Date(posted).getUTCFullYear();
	for (const candidate of year ? [Number(year)] : [postedYear, postedYear - 1]) {
		const at = utcDay(String(candidate), String(month), day);
		if (at === null || (!year && at > (posted ?? 0))) continue;
		yield { at, precision: 'day' };
		return;
	}
}

function* relativeDays(text: string, posted: number | null): Generator<Found> {
	if (posted === null) return;
	const today = Math.floor(posted / DAY) * DAY;
	const rest = text.replace(BEFORE_YESTERDAY, '\u0000');
	if (rest.includes('\u0000')) yield { at: today - 2 * DAY, precision: 'day' };
	if (rest.search(YESTERDAY) >= 0) yield { at: today - DAY, precision: 'day' };
}

/** Midnight UTC of a calendar day, or null where the calendar has no such day. */
function utcDay(year = '', month = '', day = ''): number | null {
	const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
	const date = new Date(at);
	if (Number.isNaN(at) || Number(year) < 1990) return null;
	return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? at : null;
}

const toIso = (at: number): Instant => new Date(at).toISOString().replace('.000Z', 'Z');
