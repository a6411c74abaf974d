/** A correction as the form states it: every field is sent, and only what differs from the report changes. */
import { toLatLonText } from '#lib/domain/axis-order.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { TIME_PRECISIONS } from '#lib/domain/event-time.ts';
import { GEO_PRECISIONS, uncertaintyOf } from '#lib/domain/location.ts';
import type { ReviewCase } from '#lib/domain/review-case.ts';
import type { Fatalities, Report } from '#lib/domain/report.ts';
import { SENSITIVITIES } from '#lib/domain/sensitivity.ts';
import { LIMITS } from '#lib/domain/limits.ts';
import { m } from '#lib/i18n/messages.js';
import { count, line, oneOf, point, raw, text, time, Unreadable } from './form-fields.ts';

/** Only what changes, in the API's names. @throws Unreadable */
export function readCorrection(form: FormData, { report, submission }: ReviewCase): Record<string, unknown> {
	if (raw(form, 'revision') !== String(report.revision)) throw new Unreadable(m.review_changed_meanwhile());
	const stated = { ...words(form), ...times(form, report), ...place(form, report), ...warnings(form) };
	const patch = Object.fromEntries(
		Object.entries(stated).filter(([field, value]) => !isSame(value, report[field as keyof Report]))
	);
	const asked = submission?.public_precision;
	const isTooExact = asked && GEO_PRECISIONS.indexOf(stated.geo_precision) < GEO_PRECISIONS.indexOf(asked);
	if (isTooExact && ('geo_precision' in patch || 'point' in patch))
		throw new Unreadable(m.review_too_exact());
	// The gazetteer's name is of another place.
	if ('place_name' in patch && report.place_id !== null) patch.place_id = null;
	return patch;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function words(form: FormData) {
	const title = line(form, 'title');
	const summary = text(form, 'summary');
	if (title === '' || title.length > 300 || summary.length > LIMITS.text)
		throw new Unreadable(m.review_bad_length());
	return { title, summary, event_type: oneOf(form, 'event_type', EVENT_TYPES), fatalities: deaths(form) };
}

function deaths(form: FormData): Fatalities | null {
	const claimed_by = line(form, 'claimed_by');
	const figures = { low: count(form, 'low'), best: count(form, 'best'), high: count(form, 'high') };
	const isEmpty = Object.values(figures).every((figure) => figure === null);
	if (isEmpty) return null;
	if (claimed_by === '') throw new Unreadable(m.review_claimant_needed());
	return { ...figures, claimed_by };
}

/** The form knows minutes: what a report knows more exactly stays. */
function times(form: FormData, report: Report) {
	const minute = (instant: string | null) => instant?.slice(0, 16);
	const kept = (typed: string | null, known: string | null) =>
		minute(typed) === minute(known) ? known : typed;
	const occurred_at = kept(time(form, 'occurred_at'), report.occurred_at);
	const occurred_until = kept(time(form, 'occurred_until'), report.occurred_until);
	if (occurred_at === null) throw new Unreadable(m.review_not_a_time({ value: '' }));
	if (occurred_until !== null && occurred_until < occurred_at) throw new Unreadable(m.review_ends_before());
	return { occurred_at, occurred_until, time_precision: oneOf(form, 'time_precision', TIME_PRECISIONS) };
}

function place(form: FormData, report: Report) {
	const geo_precision = oneOf(form, 'geo_precision', GEO_PRECISIONS);
	const stated = count(form, 'uncertainty_m');
	const isUsual =
		stated === null || (stated === report.uncertainty_m && geo_precision !== report.geo_precision);
	const place_name = line(form, 'place_name');
	if (place_name === '' || place_name.length > LIMITS.place) throw new Unreadable(m.review_bad_length());
	return {
		place_name,
		geo_precision,
		uncertainty_m: isUsual ? uncertaintyOf(geo_precision) : stated,
		point: raw(form, 'point') === toLatLonText(report.point) ? report.point : point(form, 'point')
	};
}

const warnings = (form: FormData) => ({
	sensitivity: SENSITIVITIES.filter((one) => form.getAll('sensitivity').includes(one))
});
