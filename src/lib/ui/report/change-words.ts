/** A correction in words: which fact of a report changed, from what to what. */
import { toLatLonText } from '#lib/domain/axis-order.ts';
import { EVENT_TYPES, type EventType } from '#lib/domain/event-type.ts';
import type { TimePrecision } from '#lib/domain/event-time.ts';
import { TIME_PRECISIONS } from '#lib/domain/event-time.ts';
import { CREDIBILITIES, type Credibility } from '#lib/domain/grade.ts';
import { GEO_PRECISIONS, type GeoPrecision, type LngLat } from '#lib/domain/location.ts';
import { REPORT_STATES, type Fatalities, type ReportState } from '#lib/domain/report.ts';
import { SENSITIVITIES, type Sensitivity } from '#lib/domain/sensitivity.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { fatalitiesText } from './fatalities-text.ts';
import { momentText } from '../times.ts';
import {
	CREDIBILITY_WORD,
	EVENT_WORD,
	GEO_WORD,
	radiusText,
	SENSITIVITY_WORD,
	STATE_WORD,
	subtypeWord,
	TIME_PRECISION_WORD
} from '../words.ts';

type Field = { name: () => string; shown: (value: unknown, lang: Lang) => string };

const text = (value: unknown): string => String(value);
const oneOf = <T>(vocabulary: readonly T[], value: unknown, word: (known: T) => string): string => {
	const known = vocabulary.find((one) => one === value);
	return known === undefined ? text(value) : word(known);
};
/** In UTC: a correction is read by people of several zones. */
const instant = (value: unknown, lang: Lang): string =>
	Number.isNaN(Date.parse(text(value))) ? text(value) : momentText(text(value), lang);

const FIELDS: Record<string, Field> = {
	title: { name: m.change_title, shown: text },
	summary: { name: m.change_summary, shown: text },
	event_type: {
		name: m.change_event_type,
		shown: (value) => oneOf(EVENT_TYPES, value, (type: EventType) => EVENT_WORD[type]())
	},
	// The type it belongs to is not part of this change; the word does not depend on it.
	event_subtype: {
		name: m.change_event_subtype,
		shown: (value) => subtypeWord('battles', text(value)) ?? text(value)
	},
	occurred_at: { name: m.change_occurred_at, shown: instant },
	occurred_until: { name: m.change_occurred_until, shown: instant },
	time_precision: {
		name: m.change_time_precision,
		shown: (value) =>
			oneOf(TIME_PRECISIONS, value, (precision: TimePrecision) => TIME_PRECISION_WORD[precision]())
	},
	point: {
		name: m.change_point,
		shown: (value) => (isPoint(value) ? toLatLonText(value) : JSON.stringify(value))
	},
	place_id: { name: m.change_place_id, shown: text },
	place_name: { name: m.change_place_name, shown: text },
	// Of a merge of two reports, or of its end.
	origins: { name: m.change_origins, shown: text },
	// How many readers are shown.
	media: { name: m.change_media, shown: text },
	proofs: { name: m.change_proofs, shown: text },
	geo_precision: {
		name: m.change_geo_precision,
		shown: (value) => oneOf(GEO_PRECISIONS, value, (precision: GeoPrecision) => GEO_WORD[precision]())
	},
	uncertainty_m: { name: m.change_uncertainty_m, shown: (value, lang) => radiusText(Number(value), lang) },
	credibility: {
		name: m.change_credibility,
		shown: (value) =>
			oneOf(CREDIBILITIES, value, (number: Credibility) => `${number} — ${CREDIBILITY_WORD[number]()}`)
	},
	credibility_reason: { name: m.change_credibility_reason, shown: text },
	state: {
		name: m.change_state,
		shown: (value) => oneOf(REPORT_STATES, value, (state: ReportState) => STATE_WORD[state]())
	},
	state_reason: { name: m.change_state_reason, shown: text },
	sensitivity: { name: m.change_sensitivity, shown: warnings },
	fatalities: {
		name: m.change_fatalities,
		shown: (value, lang) => deaths(value as Fatalities, lang)
	}
};

function warnings(value: unknown): string {
	if (!Array.isArray(value) || value.length === 0) return m.change_none_sensitive();
	return value
		.map((one) => oneOf(SENSITIVITIES, one, (known: Sensitivity) => SENSITIVITY_WORD[known]()))
		.join(', ');
}

function deaths(fatalities: Fatalities, lang: Lang): string {
	const figure = fatalitiesText(fatalities, lang) ?? m.change_empty();
	return `${figure}, ${m.report_fatalities_by({ claimant: fatalities.claimed_by })}`;
}

export const isPoint = (value: unknown): value is LngLat =>
	Array.isArray(value) && value.length === 2 && value.every((degrees) => typeof degrees === 'number');

/** A fact's name; one that has none yet is shown as the API calls it. */
export const changedField = (field: string): string => FIELDS[field]?.name() ?? field.replaceAll('_', ' ');

export function changedValue(field: string, value: unknown, lang: Lang): string {
	if (value === null || value === undefined || value === '') return m.change_empty();
	return FIELDS[field]?.shown(value, lang) ?? (typeof value === 'string' ? value : JSON.stringify(value));
}

/** Fields with words of their own, for the test that none is missing. */
export const WORDED_FIELDS: readonly string[] = Object.keys(FIELDS);

const ROLE_WORD: Record<string, () => string> = {
	server: m.role_server,
	'demo archive': m.demo_mark,
	viewer: m.role_viewer,
	contributor: m.role_contributor,
	trusted_contributor: m.role_trusted_contributor,
	moderator: m.role_moderator,
	admin: m.role_admin
};
export const roleWord = (role: string): string => ROLE_WORD[role]?.() ?? role;
