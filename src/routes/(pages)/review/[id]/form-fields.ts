/** What a form says, read field by field. A mistake of the person is thrown in words. */
import { toInstant, type Instant } from '#lib/domain/event-time.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { plainLine, plainText } from '#lib/domain/plain-text.ts';
import { m } from '#lib/i18n/messages.js';
import { coordinatesAsked } from '#lib/geoparse/coordinate-query.ts';

/** A field that cannot be taken as it is; the message is for the person. */
export class Unreadable extends Error {}

const LONGEST_REASON = 1_000;

export const raw = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
};

export const line = (form: FormData, name: string): string => plainLine(raw(form, name));
export const text = (form: FormData, name: string): string => plainText(raw(form, name));

/** @throws Unreadable when there is none */
export function reason(form: FormData, name = 'reason'): string {
	const said = text(form, name);
	if (said === '' || said.length > LONGEST_REASON) throw new Unreadable(m.review_reason_needed());
	return said;
}

/** @throws Unreadable when nothing, or nothing known, was chosen */
export function oneOf<T extends string | number>(form: FormData, name: string, of: readonly T[]): T {
	const chosen = of.find((value) => String(value) === raw(form, name));
	if (chosen === undefined) throw new Unreadable(m.review_choose());
	return chosen;
}

/** A whole number from 0; null where the field is empty. */
export function count(form: FormData, name: string): number | null {
	const typed = raw(form, name);
	if (typed === '') return null;
	if (!/^\d{1,9}$/.test(typed)) throw new Unreadable(m.review_not_a_number({ value: typed }));
	return Number(typed);
}

/** What `datetime-local` gives, in UTC. Null where the field is empty. */
export function time(form: FormData, name: string): Instant | null {
	const typed = raw(form, name);
	if (typed === '') return null;
	const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(typed) ? Date.parse(`${typed}Z`) : NaN;
	if (Number.isNaN(instant)) throw new Unreadable(m.review_not_a_time({ value: typed }));
	return toInstant(new Date(instant).toISOString());
}

/** Coordinates in any notation. @throws Unreadable when there are none, or they may mean two places */
export function point(form: FormData, name: string): LngLat {
	const typed = raw(form, name).slice(0, 200);
	const found = coordinatesAsked(typed);
	if (found.length !== 1 || found[0]!.swapped) throw new Unreadable(m.review_not_a_point({ value: typed }));
	return found[0]!.point;
}
