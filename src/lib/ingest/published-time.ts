/** Dates of feeds, read strictly and independently of the machine's time zone. */

const HOUR = 3_600_000;
/** Feeds and Telegram are younger than this; older dates are defaults of broken software. */
const OLDEST = Date.UTC(2000, 0, 1);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** RFC 822 names; any other name means the zone is unknown, and UTC is assumed. Hours. */
const ZONES: Record<string, number> = {
	EST: -5,
	EDT: -4,
	CST: -6,
	CDT: -5,
	MST: -7,
	MDT: -6,
	PST: -8,
	PDT: -7,
	MSK: 3,
	EET: 2,
	EEST: 3,
	CET: 1,
	CEST: 2
};

/**
 * The UTC instant a feed gives, or null where there is none to believe: unreadable, before 2000, or more than an
 * hour after the fetch.
 */
export function believableTime(text: string | null | undefined, fetchedAt: number): string | null {
	if (!text) return null;
	const time = iso8601(text.trim()) ?? rfc822(text.trim());
	if (time === null || Number.isNaN(time) || time < OLDEST || time > fetchedAt + HOUR) return null;
	return new Date(time).toISOString().replace('.000Z', 'Z');
}

function iso8601(text: string): number | null {
	const m =
		/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i.exec(
			text
		);
	if (!m) return null;
	return utc(m[1], Number(m[2]), m[3], m[4], m[5], m[6]) - offset(m[7]);
}

function rfc822(text: string): number | null {
	const m =
		/^(?:\p{L}{2,10}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{4}|\d\d)(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([a-z]{1,5}|[+-]\d\d(?::?\d\d)?)?)?/iu.exec(
			text
		);
	const month = MONTHS.indexOf(m?.[2]?.toLowerCase() ?? '') + 1;
	if (!m || month === 0) return null;
	const year = m[3]?.length === 2 ? `20${m[3]}` : m[3];
	return utc(year, month, m[1], m[4], m[5], m[6]) - offset(m[7]);
}

function utc(year = '', month: number, day = '', hour = '0', minute = '0', second = '0'): number {
	const time = Date.UTC(Number(year), month - 1, Number(day), Number(hour), Number(minute), Number(second));
	const isReal = new Date(Date.UTC(Number(year), month - 1, Number(day))).getUTCDate() === Number(day);
	return isReal && Number(hour) < 25 && Number(minute) < 60 ? time : NaN;
}

/** Milliseconds east of UTC: "+03", "+0300", "+03:00", "EST". */
function offset(zone = 'Z'): number {
	const m = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
	if (!m) return (ZONES[zone.toUpperCase()] ?? 0) * HOUR;
	const size = Number(m[2]) * HOUR + Number(m[3] ?? 0) * 60_000;
	return m[1] === '-' ? -size : size;
}
