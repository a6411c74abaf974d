import * as v from 'valibot';
import { EventTypeSchema } from './event-type.ts';
import { TimePrecisionSchema } from './event-time.ts';
import { CredibilitySchema } from './grade.ts';
import { GeoPrecisionSchema, LngLatSchema } from './location.ts';
import { FatalitiesSchema } from './report.ts';
import { SensitivitySchema } from './sensitivity.ts';

const Time = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/, 'must be a date or a UTC date-time')
);
const Text = v.pipe(v.string(), v.minLength(1));

/** One event of the demo archive, written by hand from public documents. */
export const DemoEventSchema = v.strictObject({
	key: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
	title: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
	summary: Text,
	event_type: EventTypeSchema,
	event_subtype: v.nullable(v.string()),
	occurred_at: Time,
	occurred_until: v.nullable(Time),
	time_precision: TimePrecisionSchema,
	/** Gazetteer id; its point is the event's where `point` is null. */
	place: v.nullable(v.string()),
	point: v.nullable(LngLatSchema),
	place_name: Text,
	geo_precision: GeoPrecisionSchema,
	uncertainty_m: v.nullable(v.pipe(v.number(), v.minValue(1))),
	credibility: CredibilitySchema,
	credibility_reason: Text,
	fatalities: v.nullable(FatalitiesSchema),
	sensitivity: v.array(SensitivitySchema),
	citations: v.pipe(
		v.array(
			v.pipe(
				v.strictObject({
					source: v.nullable(v.string()),
					publisher: v.nullable(v.string()),
					title: v.nullable(v.string()),
					url: v.nullable(v.pipe(v.string(), v.url())),
					published_on: v.nullable(v.pipe(v.string(), v.isoDate())),
					note: v.nullable(v.string())
				}),
				v.check((c) => c.source !== null || c.publisher !== null, 'names neither a source nor a publisher')
			)
		),
		v.minLength(1, 'needs a citation')
	)
});
export type DemoEvent = v.InferOutput<typeof DemoEventSchema>;
