import * as v from 'valibot';
import { EventTypeSchema } from './event-type.ts';
import { TimePrecisionSchema } from './event-time.ts';
import { ProofSchema } from './geolocation-proof.ts';
import { CredibilitySchema, ReliabilitySchema } from './grade.ts';
import { GeoPrecisionSchema, LngLatSchema } from './location.ts';
import { PublicMediaSchema } from './media.ts';
import { PlaceNamesSchema } from './place.ts';
import { SensitivitySchema } from './sensitivity.ts';
import { TheatreSchema } from './theatre.ts';

/** Where a report stands. Readers see `unreviewed` (drawn hollow), `published` and `retracted` (struck). */
export const REPORT_STATES = [
	'submitted',
	'unreviewed',
	'in_review',
	'needs_help',
	'ready_for_review',
	'published',
	'rejected',
	'retracted'
] as const;
export type ReportState = (typeof REPORT_STATES)[number];
export const ReportStateSchema = v.picklist(REPORT_STATES);
export const PUBLIC_STATES = ['unreviewed', 'published', 'retracted'] as const satisfies ReportState[];

export type ReportId = number;

/** Deaths as claimed, with the claimant: never summed, never averaged. */
export const FatalitiesSchema = v.strictObject({
	low: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
	best: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
	high: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
	claimed_by: v.string()
});
export type Fatalities = v.InferOutput<typeof FatalitiesSchema>;

/** The publisher of a citation that is the word of whoever sent the report. The database writes it. */
export const CONTRIBUTOR = 'A contributor to this map';

/** Who says so. `source` is a registry slug; a public document outside the registry has `null` and its publisher. */
export const CitationSchema = v.object({
	source: v.nullable(v.string()),
	source_name: v.nullable(v.string()),
	/** As the registry has it; missing for a document outside the registry. */
	side: v.optional(v.string()),
	reliability: ReliabilitySchema,
	reliability_reason: v.nullable(v.string()),
	publisher: v.nullable(v.string()),
	title: v.nullable(v.string()),
	url: v.nullable(v.string()),
	archived_url: v.nullable(v.string()),
	published_at: v.nullable(v.string()),
	original_text_lang: v.nullable(v.string()),
	note: v.nullable(v.string()),
	/** The kept words of the post, where the report rests on one. */
	text: v.nullable(v.string()),
	content_warnings: v.array(v.string()),
	/** Citations of one origin count once. */
	origin: v.string()
});
export type Citation = v.InferOutput<typeof CitationSchema>;

export const ReportSchema = v.object({
	id: v.number(),
	theatre: TheatreSchema,
	title: v.string(),
	summary: v.string(),
	event_type: EventTypeSchema,
	event_subtype: v.nullable(v.string()),
	occurred_at: v.string(),
	occurred_until: v.nullable(v.string()),
	time_precision: TimePrecisionSchema,
	point: LngLatSchema,
	place_id: v.nullable(v.string()),
	place_name: v.string(),
	/** Missing where no reader's language is known, as in a command. */
	place_names: v.optional(PlaceNamesSchema),
	geo_precision: GeoPrecisionSchema,
	uncertainty_m: v.number(),
	credibility: CredibilitySchema,
	credibility_reason: v.nullable(v.string()),
	reliability: ReliabilitySchema,
	state: ReportStateSchema,
	state_reason: v.nullable(v.string()),
	sensitivity: v.array(SensitivitySchema),
	fatalities: v.nullable(FatalitiesSchema),
	origins: v.number(),
	revision: v.number(),
	is_demo: v.boolean(),
	published_at: v.nullable(v.string()),
	updated_at: v.string(),
	citations: v.array(CitationSchema),
	/** What moderators decided to show; nothing is public by itself. */
	media: v.array(PublicMediaSchema),
	proofs: v.array(ProofSchema)
});
/** A report as readers may see it, with all its citations. Field names are those of the API. */
export type Report = v.InferOutput<typeof ReportSchema>;

/** What a report says that another has taken in: where they differ, each stands as it was. */
export type MergedAccount = Pick<
	Report,
	'id' | 'title' | 'event_type' | 'occurred_at' | 'occurred_until' | 'time_precision' | 'fatalities'
> & {
	/** Null where it would tell more exactly than the report does. */
	place_name: string | null;
	merged_at: string;
	reason: string;
};

/** What became of a report after the instant of a frozen link. */
export type SinceThen = 'retracted' | 'changed';

/** One correction: what changed, who, why. */
export const ReportRevisionSchema = v.object({
	revision: v.number(),
	changed_at: v.string(),
	changed_by_role: v.string(),
	reason: v.string(),
	changes: v.record(v.string(), v.object({ from: v.unknown(), to: v.unknown() }))
});
export type ReportRevision = v.InferOutput<typeof ReportRevisionSchema>;
