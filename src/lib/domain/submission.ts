/** A report as somebody sends it: read from untrusted input, every problem with the field it is in. */
import * as v from 'valibot';
import { TimePrecisionSchema, toInstant, MINUTE, type Instant } from './event-time.ts';
import { EventTypeSchema } from './event-type.ts';
import { GEO_PRECISIONS, GeoPrecisionSchema, LngLatSchema, uncertaintyOf, type LngLat } from './location.ts';
import { LIMITS } from './limits.ts';
import { plainLine, plainText } from './plain-text.ts';
import { STATED_SENSITIVITIES } from './sensitivity.ts';
import { theatreAt, TheatreSchema, type Theatre } from './theatre.ts';

/** Clocks of phones are not exact. Milliseconds. */
const CLOCK_SLACK = 15 * MINUTE;
/** A date before it is a slip of the finger on every front of the map. */
const EARLIEST = Date.parse('2000-01-01T00:00:00Z');

const limited = (limit: number) =>
	v.maxLength<string, number, string>(limit, `is longer than ${limit} characters`);
const line = (limit: number) =>
	v.pipe(v.string('is not a text'), limited(limit), v.transform(plainLine), limited(limit));

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;
const Time = v.pipe(
	v.string('is not a text'),
	v.regex(TIME, 'is not a date or a date-time with its zone'),
	v.check(isOnCalendar, 'is not on the calendar'),
	v.transform((text): Instant => toInstant(text))
);

const Link = v.pipe(
	line(LIMITS.url),
	v.check(isWebAddress, 'is not the address of a web page (http or https, without a password)'),
	v.transform((text) => new URL(text).href),
	limited(LIMITS.url)
);

const Metres = v.pipe(
	v.number('is not a number'),
	v.integer('is not a whole number of metres'),
	v.minValue(1, 'is less than a metre'),
	v.maxValue(LIMITS.uncertainty, `is more than ${LIMITS.uncertainty} metres`)
);

const Minutes = v.pipe(
	v.number('is not a number'),
	v.integer('is not a whole number of minutes'),
	v.minValue(0, 'is negative'),
	v.maxValue(LIMITS.delay, `is more than ${LIMITS.delay} minutes`)
);

/** Whether and how to ask back; none of it is ever public but the name to credit, and that only if given. */
const ContactSchema = v.strictObject({
	may_be_asked: v.boolean('is not yes or no'),
	address: v.nullable(line(LIMITS.contact)),
	credit_as: v.nullable(line(LIMITS.contact))
});

const FieldsSchema = v.strictObject({
	/** Chosen by whoever sends it; sent again with the same key, the report stays one. */
	key: v.pipe(v.string('is not a text'), v.uuid('is not a UUID'), v.toLowerCase()),
	text: v.pipe(v.string('is not a text'), limited(LIMITS.text), v.transform(plainText), limited(LIMITS.text)),
	citations: v.pipe(
		v.array(Link, 'is not a list of links'),
		v.maxLength(LIMITS.citations, `has more than ${LIMITS.citations} links`),
		v.transform((links) => [...new Set(links)])
	),
	event_type: EventTypeSchema,
	occurred_at: Time,
	time_precision: TimePrecisionSchema,
	/** Null: where the point lies decides. */
	theatre: v.nullable(TheatreSchema),
	/** As exact as the person knows it: readers see `coarser` of it. */
	point: LngLatSchema,
	geo_precision: GeoPrecisionSchema,
	/** Metres; null where the precision says enough. */
	uncertainty_m: v.nullable(Metres),
	place_name: v.pipe(line(LIMITS.place), v.minLength(1, 'is empty')),
	sensitivity: v.pipe(
		v.array(v.picklist(STATED_SENSITIVITIES), 'is not a list'),
		v.transform((marks) => [...new Set(marks)])
	),
	delay_minutes: Minutes,
	/** How exactly readers may see the place; null: as exactly as it is stated. */
	public_precision: v.nullable(GeoPrecisionSchema),
	contact: v.nullable(ContactSchema)
});

/** What somebody sends. */
export const SubmissionSchema = v.pipe(
	FieldsSchema,
	v.forward(
		// Said with whatever else is wrong, not after it.
		v.partialCheck(
			[['text'], ['citations']],
			({ text, citations }) => text !== '' || citations.length > 0,
			'is empty, and there is no link'
		),
		['text']
	),
	v.forward(
		v.check(
			({ geo_precision, public_precision }) =>
				public_precision === null ||
				GEO_PRECISIONS.indexOf(public_precision) >= GEO_PRECISIONS.indexOf(geo_precision),
			'is more exact than the place is known'
		),
		['public_precision']
	)
);

type Fields = v.InferOutput<typeof SubmissionSchema>;
/** A report that can be sent: its front is known. */
export type Submission = Fields & { theatre: Theatre };

/** `path`: "citations.1", "contact.address"; empty for the whole. */
export type SubmissionProblem = { path: string; message: string };

/** What only the person can say: is the point meant, outside all fronts, or are its numbers the wrong way round? */
export type SubmissionQuestion =
	{ path: 'theatre'; asks: 'outside_the_fronts' } | { path: 'point'; asks: 'swapped'; suggestion: LngLat };

export type ReadSubmission =
	| { outcome: 'ready'; submission: Submission }
	| { outcome: 'question'; question: SubmissionQuestion }
	| { outcome: 'refused'; problems: SubmissionProblem[] };

/** @param now milliseconds: nothing has happened after it */
export function readSubmission(input: unknown, now: number): ReadSubmission {
	const read = v.safeParse(SubmissionSchema, input);
	const problems = (read.issues ?? []).map((issue) => ({
		path: v.getDotPath(issue) ?? '',
		message: issue.message
	}));
	if (read.success) problems.push(...timeProblems(read.output, now));
	if (!read.success || problems.length > 0) return { outcome: 'refused', problems };
	const theatre = read.output.theatre ?? theatreAt(read.output.point);
	if (theatre === null) return { outcome: 'question', question: questionAbout(read.output.point) };
	return { outcome: 'ready', submission: { ...read.output, theatre } };
}

function timeProblems({ occurred_at }: Fields, now: number): SubmissionProblem[] {
	const time = Date.parse(occurred_at);
	if (time > now + CLOCK_SLACK) return [{ path: 'occurred_at', message: 'is in the future' }];
	if (time < EARLIEST) return [{ path: 'occurred_at', message: 'is before the year 2000' }];
	return [];
}

function questionAbout([lon, lat]: LngLat): SubmissionQuestion {
	const swapped: LngLat = [lat, lon];
	return theatreAt(swapped)
		? { path: 'point', asks: 'swapped', suggestion: swapped }
		: { path: 'theatre', asks: 'outside_the_fronts' };
}

/** The facts `submit_report` of the database takes. */
export function toFacts({ key: _key, text, ...stated }: Submission) {
	return {
		...stated,
		title: titleOf(text, stated.citations[0]),
		summary: text,
		uncertainty_m: uncertaintyOf(stated.geo_precision, stated.uncertainty_m)
	};
}

/** The first line, cut at a word; the link without its scheme where there are no words. */
function titleOf(text: string, link = ''): string {
	const first = plainLine(text.split('\n')[0]!) || link.replace(/^https?:\/\//, '');
	if (first.length <= LIMITS.title) return first;
	const cut = first.slice(0, LIMITS.title - 1);
	// A character of two halves is not cut in two.
	return `${(cut.replace(/\s+\S*$/, '') || cut).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** `Date.parse` moves the 31st of February into March. */
function isOnCalendar(text: string): boolean {
	const day = text.slice(0, 10);
	const midnight = Date.parse(`${day}T00:00:00Z`);
	return (
		!Number.isNaN(midnight) &&
		new Date(midnight).toISOString().startsWith(day) &&
		!Number.isNaN(Date.parse(text))
	);
}

function isWebAddress(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, username, password, hostname } = new URL(text);
	return /^https?:$/.test(protocol) && username === '' && password === '' && hostname.includes('.');
}
