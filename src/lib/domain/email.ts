/** Addresses of e-mail, read from forms. */
import * as v from 'valibot';

const EmailSchema = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email());

/** An address as people type it, in lower case; null if it is none. */
export function readEmail(typed: unknown): string | null {
	const read = v.safeParse(EmailSchema, typed);
	return read.success ? read.output : null;
}
