/**
 * Weekdays, "three days ago" and the time of day, read by chrono-node under guards: it takes "ночью" and "вночі" for a
 * midnight to come and a bare weekday for the nearest one, before or after. Only what has a number or names a weekday
 * counts, and nothing after the post.
 */
import * as ar from 'chrono-node/ar';
import * as en from 'chrono-node/en';
import * as fr from 'chrono-node/fr';
import * as ru from 'chrono-node/ru';
import * as uk from 'chrono-node/uk';
import { DAY, MINUTE, type TimePrecision } from '../domain/event-time.ts';
import type { Theatre } from '../domain/theatre.ts';

export type SpokenTime = {
	/** Milliseconds since 1970, UTC. */
	at: number;
	/** The calendar day that was said, counted from 1970 where it was said. */
	day: number;
	precision: TimePrecision;
	/** Offset of its words in the text. */
	index: number;
};

const READERS = { ar, en, fr, ru, uk };
/** Cheap to ask: the reader is not, and most texts have none of it. */
const WORTH_READING =
	/\d{1,2}\s?[:hч]\s?\d{2}|\d\s?(?:h|a\.?m|p\.?m|утра|вечера|ночи|дня|ранку|вечора|ночі|o.?clock|heures)|الساع|ago(?!\p{L})|il y a|назад|тому|قبل|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|понедельник|вторник|сред[аеу]|четверг|пятниц|суббот|воскресень|понеділ|вівтор|серед[аиу]|четвер|п.ятниц|субот|неділ|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد/iu;
/** Clocks of the fronts. Russian posts about Ukraine go by Moscow's: there the hour is all that is sure. */
const ZONE: Record<Theatre, string> = { gaza: 'Asia/Gaza', ukraine: 'Europe/Kyiv', sahel: 'Africa/Bamako' };
/** Characters that say when the news happened. */
const LEAD = 600;

/** Times said in words, none after the post. @param posted the post's time, milliseconds since 1970 */
export function spokenTimes(
	text: string,
	posted: number,
	lang: string | null,
	theatre: Theatre | null
): SpokenTime[] {
	const lead = text.slice(0, LEAD);
	if (!WORTH_READING.test(lead)) return [];
	const zone = theatre ? ZONE[theatre] : 'UTC';
	const shift = offsetOf(zone, posted);
	const reader = READERS[readerFor(lead, lang)];
	const results = reader.parse(
		lead,
		{ instant: new Date(posted), timezone: shift / MINUTE },
		{ forwardDate: false }
	);
	return results.flatMap(({ start, end, text: said, index }): SpokenTime[] => {
		const isClock = start.isCertain('hour') && /\d/.test(said);
		const isDay = start.isCertain('weekday') || start.isCertain('day');
		if (!isClock && !isDay) return [];
		if (start.isCertain('year') && !start.isCertain('weekday') && !isClock) return [];
		let at = start.date().getTime();
		if (start.isCertain('weekday') && !start.isCertain('day') && at > posted + 12 * 60 * MINUTE)
			at -= 7 * DAY;
		const day = Math.floor((at + shift) / DAY);
		const today = Math.floor((posted + shift) / DAY);
		if (day > today || (isClock && at > posted)) return [];
		// "From 04:00 to 06:30" is no hour.
		if (!isClock || end) return [{ at: day * DAY, day, precision: 'day' as const, index }];
		const isExact = theatre === 'gaza' && start.isCertain('minute') && /\d[:hч.]\s?\d{2}/.test(said);
		return [{ at, day, precision: isExact ? ('minute' as const) : ('hour' as const), index }];
	});
}

/** Words that tell Ukrainian from Russian, and French from English, where a time is said. */
const UKRAINIAN =
	/[іїєґ]|(?<!\p{L})(?:о|та|від|близько|ранку|вечора|листопада|грудня|лютого|березня|травня|червня|липня|серпня|вересня|жовтня|тому)(?!\p{L})/iu;
const FRENCH =
	/[àâçéèêëîïôûù]|(?<!\p{L})(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|il y a|heures?|vers|dans|le|les|des|une?)(?!\p{L})/iu;

function readerFor(text: string, lang: string | null): keyof typeof READERS {
	if (/\p{Script=Arabic}/u.test(text)) return 'ar';
	if (/\p{Script=Cyrillic}/u.test(text))
		return lang === 'uk' || (lang !== 'ru' && UKRAINIAN.test(text)) ? 'uk' : 'ru';
	return lang === 'fr' || (lang !== 'en' && FRENCH.test(text)) ? 'fr' : 'en';
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. */
function offsetOf(zone: string, at: number): number {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-GB', {
			timeZone: zone,
			hourCycle: 'h23',
			...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' }
		});
		formats.set(zone, format);
	}
	const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
	const local = Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute']);
	return local - Math.floor(at / MINUTE) * MINUTE;
}
