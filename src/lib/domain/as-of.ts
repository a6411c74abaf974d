/** Frozen views: which instants can be answered for. */
import type { Instant } from './event-time.ts';
import type { Problem } from './parse-view.ts';
import type { View } from './view-values.ts';

/**
 * A frozen view of an instant nobody can answer for becomes a live one, and a problem says why.
 * @param now milliseconds since 1970
 * @param begins from when on the past was kept; null: all of it
 */
export function answerable(
	{ view, problems }: { view: View; problems: readonly Problem[] },
	{ now, begins }: { now: number; begins: Instant | null }
): { view: View; problems: Problem[] } {
	const allowed = view.asOf === null ? null : allowedInstead(Date.parse(view.asOf), now, begins);
	if (view.asOf === null || allowed === null) return { view, problems: [...problems] };
	return {
		view: { ...view, asOf: null },
		problems: [...problems, { parameter: 'asof', value: view.asOf, allowed }]
	};
}

function allowedInstead(asOf: number, now: number, begins: Instant | null): string | null {
	if (asOf > now) return 'a moment that has passed';
	if (begins === null || asOf >= Date.parse(begins)) return null;
	return `a moment from ${begins} on: what was shown before was not kept`;
}
