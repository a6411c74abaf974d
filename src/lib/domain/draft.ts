/** A report while somebody writes it: every field as it was typed, so that nothing typed is ever lost. */
import { toLatLonText } from './axis-order.ts';
import { dayOf, TIME_PRECISIONS, type CalendarDay, type Instant, type TimePrecision } from './event-time.ts';
import { EVENT_TYPES, type EventType } from './event-type.ts';
import { GEO_PRECISIONS, type GeoPrecision, type LngLat } from './location.ts';
import { LIMITS } from './limits.ts';
import { STATED_SENSITIVITIES } from './sensitivity.ts';
import { THEATRES, type Theatre } from './theatre.ts';

type StatedSensitivity = (typeof STATED_SENSITIVITIES)[number];
const WHENS = ['now', 'today', 'given'] as const;

export type Draft = {
	/** A UUID. Sent again with it, the report stays one. */
	key: string;
	text: string;
	/** One a line. */
	links: string;
	event_type: EventType | '';
	when: (typeof WHENS)[number];
	/** What "now" and "today" mean. */
	made_at: Instant;
	/** "2026-11-22" and "14:30", by the clocks of `zone`. */
	on: string;
	at: string;
	time_precision: TimePrecision;
	/** IANA name. */
	zone: string;
	place: string;
	/** In any notation. */
	coordinates: string;
	/** Chosen among several readings of `coordinates`, "lon lat"; counts before them. */
	point: string;
	theatre: Theatre | '';
	geo_precision: GeoPrecision;
	/** Metres, of a place that is wider than its kind; empty: as the precision says. */
	uncertainty: string;
	public_precision: GeoPrecision | '';
	/** Minutes. */
	delay: string;
	sensitivity: StatedSensitivity[];
	may_be_asked: boolean;
	address: string;
	credit_as: string;
};

export const emptyDraft = (key: string, madeAt: Instant, zone = 'UTC'): Draft => ({
	...{ key, text: '', links: '', event_type: '', when: 'now', made_at: madeAt, on: '', at: '' },
	...{ time_precision: 'minute', zone, place: '', coordinates: '', point: '', theatre: '' },
	...{ geo_precision: 'street', uncertainty: '', public_precision: '', delay: '0', sensitivity: [] },
	...{ may_be_asked: false, address: '', credit_as: '' }
});

/** Nothing was typed that would be missed. */
export const isBlank = ({ text, links, place, coordinates, address }: Draft): boolean =>
	[text, links, place, coordinates, address].every((field) => field.trim() === '');

/** Characters a field may have before it is cut: it was refused long before. */
const LONGEST = 100_000;

/**
 * A draft from a form, or from what a device kept of one. What is missing or not of its list is as in an empty draft.
 * @param key for one that has none
 */
export function readDraft(fields: (name: string) => unknown, key: string, now: Instant): Draft {
	const empty = emptyDraft(key, now);
	const text = (name: keyof Draft) => {
		const value = fields(name);
		return typeof value === 'string' ? value.slice(0, LONGEST) : (empty[name] as string);
	};
	const oneOf = <T extends string>(name: keyof Draft, values: readonly T[]): T =>
		values.find((value) => value === fields(name)) ?? (empty[name] as T);
	const marks = fields('sensitivity');
	return {
		key: text('key') || key,
		text: text('text'),
		links: text('links'),
		event_type: oneOf('event_type', ['', ...EVENT_TYPES]),
		when: oneOf('when', WHENS),
		made_at: Number.isNaN(Date.parse(text('made_at'))) ? now : text('made_at'),
		on: text('on'),
		at: text('at'),
		time_precision: oneOf('time_precision', TIME_PRECISIONS),
		zone: isZone(text('zone')) ? text('zone') : 'UTC',
		place: text('place'),
		coordinates: text('coordinates'),
		point: text('point'),
		theatre: oneOf('theatre', ['', ...THEATRES]),
		geo_precision: oneOf('geo_precision', GEO_PRECISIONS),
		uncertainty: text('uncertainty'),
		public_precision: oneOf('public_precision', ['', ...GEO_PRECISIONS]),
		delay: text('delay'),
		sensitivity: STATED_SENSITIVITIES.filter((mark) => Array.isArray(marks) && marks.includes(mark)),
		may_be_asked: fields('may_be_asked') === true || fields('may_be_asked') === 'on',
		address: text('address'),
		credit_as: text('credit_as')
	};
}

function isZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return name !== '';
	} catch {
		return false;
	}
}

/** "37.745 48.139" as a point; null where it is none. */
export function readPoint(text: string): LngLat | null {
	const [lon, lat, ...rest] = text.trim().split(/\s+/).map(Number);
	if (lon === undefined || lat === undefined || rest.length > 0 || text.trim() === '') return null;
	return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}

/**
 * What `readSubmission` reads, from a draft.
 * @param point where its place was found; null: nowhere
 * @param links of the draft and its text
 */
export function toSubmissionInput(draft: Draft, point: LngLat | null, links: readonly string[]) {
	const text = draft.text.trim();
	return {
		key: draft.key,
		// A link alone is a citation, not what somebody saw.
		text: links.includes(text) ? '' : draft.text,
		citations: links,
		event_type: draft.event_type,
		...timeOf(draft),
		theatre: draft.theatre || null,
		point,
		geo_precision: draft.geo_precision,
		uncertainty_m: draft.uncertainty === '' ? null : Number(draft.uncertainty),
		place_name: draft.place.trim() || (point ? toLatLonText(point).slice(0, LIMITS.place) : ''),
		sensitivity: draft.sensitivity,
		delay_minutes: Number(draft.delay || 0),
		public_precision: draft.public_precision || null,
		contact: contactOf(draft)
	};
}

function contactOf({ may_be_asked, address, credit_as }: Draft) {
	const given = { may_be_asked, address: address.trim() || null, credit_as: credit_as.trim() || null };
	return may_be_asked || given.address || given.credit_as ? given : null;
}

function timeOf(draft: Draft): { occurred_at: string; time_precision: TimePrecision } {
	const { when, made_at, zone, on, at, time_precision } = draft;
	if (when === 'now') return { occurred_at: made_at, time_precision: 'minute' };
	if (when === 'today')
		return { occurred_at: dayBegun(dayIn(made_at, zone), made_at), time_precision: 'day' };
	const hasClock = /^\d\d:\d\d$/.test(at) && (time_precision === 'minute' || time_precision === 'hour');
	if (hasClock) return { occurred_at: instantIn(on, at, zone), time_precision };
	const precision = time_precision === 'minute' || time_precision === 'hour' ? 'day' : time_precision;
	return { occurred_at: dayBegun(on, made_at), time_precision: precision };
}

/** East of Greenwich a day begins before it does in UTC: what happened in it so far was on the UTC day before. */
const dayBegun = (day: CalendarDay, now: Instant): CalendarDay =>
	day > dayOf(now) && day <= dayOf(Date.parse(now) + 86_400_000) ? dayOf(now) : day;

/** The calendar day in a zone. */
export const dayIn = (instant: Instant | number, zone: string): CalendarDay =>
	// en-CA writes dates as ISO 8601 does.
	new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant));

/** "14:30" in a zone. */
export const clockIn = (instant: Instant | number, zone: string): string =>
	new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).format(new Date(instant));

/** The instant of a day and a clock in a zone; the text as it is where it is none, for whoever says what is wrong. */
export function instantIn(day: CalendarDay, clock: string, zone: string): Instant {
	const wall = Date.parse(`${day}T${clock}:00Z`);
	if (Number.isNaN(wall)) return `${day}T${clock}Z`;
	const asRead = (instant: number) => Date.parse(`${dayIn(instant, zone)}T${clockIn(instant, zone)}:00Z`);
	// Twice: the first guess may lie on the other side of a change of the clocks.
	const first = wall - (asRead(wall) - wall);
	const second = first - (asRead(first) - wall);
	return new Date(second).toISOString().replace('.000Z', 'Z');
}
