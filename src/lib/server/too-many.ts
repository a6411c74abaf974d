import type { Verdict } from './rate-limit.ts';

/** Of a refusal: whole seconds until it is worth trying again, as `Retry-After` has them (RFC 9110, 10.2.3). */
export const retryAfter = ({ wait }: Extract<Verdict, { isAllowed: false }>): number =>
	Math.ceil(wait / 1_000);

type Answering = { setHeaders(headers: Record<string, string>): void };

/**
 * Whether all of it may be done now; where not, the answer says when it may.
 * @returns minutes to wait, at least one; null: go ahead
 */
export function minutesToWait(event: Answering, ...verdicts: Verdict[]): number | null {
	const waits = verdicts.flatMap((verdict) => (verdict.isAllowed ? [] : [retryAfter(verdict)]));
	if (waits.length === 0) return null;
	const longest = Math.max(...waits);
	event.setHeaders({ 'Retry-After': String(longest) });
	return Math.ceil(longest / 60);
}
