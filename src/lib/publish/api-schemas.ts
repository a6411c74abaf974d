/** What the API answers, in the words of the schemas that read the database's own answers and the reports people send. */
import * as v from 'valibot';
import { EVENT_TYPES, EventTypeSchema } from '#lib/domain/event-type.ts';
import { CredibilitySchema, ReliabilitySchema } from '#lib/domain/grade.ts';
import { GeoPrecisionSchema, LngLatSchema } from '#lib/domain/location.ts';
import { ReportRevisionSchema, ReportSchema, ReportStateSchema } from '#lib/domain/report.ts';
import { FeedStateSchema, SourceEntrySchema, SourceGradeSchema } from '#lib/domain/source.ts';
import { SubmissionSchema } from '#lib/domain/submission.ts';
import { TheatreSchema } from '#lib/domain/theatre.ts';

const described = <S extends v.GenericSchema>(schema: S, description: string) =>
	v.pipe(schema, v.description(description));

const ReportProperties = v.object({
	...v.omit(ReportSchema, ['id', 'point']).entries,
	grade: described(
		v.pipe(v.string(), v.regex(/^[A-F][1-6]$/)),
		"The best source's reliability and the claim's credibility, side by side"
	),
	url: described(v.pipe(v.string(), v.url()), 'The page of the report')
});

const featureOf = <P extends v.GenericSchema>(properties: P) =>
	v.object({
		type: v.literal('Feature'),
		id: v.number(),
		geometry: v.object({
			type: v.literal('Point'),
			coordinates: described(LngLatSchema, 'Longitude, latitude (RFC 7946)')
		}),
		properties
	});

export const Report = featureOf(ReportProperties);
export const ReportWithHistory = featureOf(
	v.object({ ...ReportProperties.entries, revisions: v.array(ReportRevisionSchema) })
);
export const Reports = v.object({
	type: v.literal('FeatureCollection'),
	features: v.array(Report)
});

export const Source = v.object({
	...SourceEntrySchema.entries,
	reliability_set_by: v.string(),
	reliability_set_at: v.string(),
	feed: FeedStateSchema,
	activity: v.object({
		perDay: described(v.array(v.number()), 'Posts of each of the last days (UTC), today last'),
		posts: v.number(),
		placed: v.number(),
		waiting: v.number(),
		lagMinutes: v.nullable(v.number()),
		gapHours: v.nullable(v.number())
	}),
	silentSince: described(
		v.nullable(v.string()),
		'Since when a feed that is read has been silent for unusually long'
	)
});
export const Sources = v.object({ sources: v.array(Source) });
export const SourceWithHistory = v.object({
	...Source.entries,
	history: v.array(v.object({ ...SourceGradeSchema.entries, topic: v.nullable(v.string()) }))
});

export const Histogram = v.object({
	days: v.array(
		v.object({
			day: v.pipe(v.string(), v.isoDate()),
			total: v.number(),
			by_type: v.object(
				Object.fromEntries(EVENT_TYPES.map((type) => [type, v.number()])) as Record<
					(typeof EVENT_TYPES)[number],
					v.NumberSchema<undefined>
				>
			)
		})
	)
});

export const ReportFacts = v.object({
	id: v.number(),
	theatre: TheatreSchema,
	event_type: EventTypeSchema,
	occurred_at: v.string(),
	point: described(LngLatSchema, 'Longitude, latitude'),
	geo_precision: GeoPrecisionSchema,
	uncertainty_m: v.number(),
	reliability: ReliabilitySchema,
	credibility: CredibilitySchema,
	state: ReportStateSchema,
	sources: v.array(v.string())
});
export const Changes = v.object({
	cursor: described(v.string(), 'Where to go on: give it as `after`'),
	more: described(v.boolean(), 'More is there already: ask again at once'),
	changes: v.array(
		v.object({
			id: v.number(),
			changed_at: v.string(),
			report: described(v.nullable(ReportFacts), 'null: it is not, or no longer, in the view')
		})
	)
});

export const Submission = SubmissionSchema;
export const Receipt = v.object({
	receipt: described(v.string(), 'Tells later, at /submit/status, what became of the report'),
	received_at: v.string(),
	publish_after: v.string()
});

export const Problem = v.object({
	type: v.string(),
	title: v.string(),
	status: v.number(),
	detail: v.string(),
	errors: v.optional(
		v.array(
			v.union([
				v.object({ parameter: v.string(), value: v.string(), allowed: v.string() }),
				v.object({ path: v.string(), message: v.string() })
			])
		)
	)
});
