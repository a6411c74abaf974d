/** What is wrong with a report that is being sent, in the reader's language. */
import type { SubmissionProblem } from '#lib/domain/submission.ts';
import { m } from '#lib/i18n/messages.js';

/** By field; the sentences of the domain are for programs. */
const PROBLEM: Record<string, () => string> = {
	text: m.submit_wrong_text,
	title: m.submit_wrong_text,
	summary: m.submit_wrong_text,
	citations: m.submit_wrong_links,
	event_type: m.submit_wrong_kind,
	occurred_at: m.submit_wrong_time,
	time_precision: m.submit_wrong_time,
	point: m.submit_wrong_point,
	place_name: m.submit_wrong_name,
	geo_precision: m.submit_wrong_precision,
	uncertainty_m: m.submit_wrong_precision,
	public_precision: m.submit_wrong_public,
	delay_minutes: m.submit_wrong_delay,
	contact: m.submit_wrong_contact,
	files: m.submit_media_wrong
};

/** Where the field alone does not say it. */
const SPECIAL: readonly [message: RegExp, word: (found: RegExpExecArray) => string][] = [
	[/^is empty, and there is no link$/, () => m.submit_wrong_empty()],
	[/^is longer than (\d+) characters$/, ([, count]) => m.submit_wrong_long({ count: count! })],
	[/^has more than (\d+) links$/, ([, count]) => m.submit_wrong_many_links({ count: count! })],
	[/^is in the future$/, () => m.submit_wrong_future()],
	[/^is larger than the server takes$/, () => m.submit_wrong_large()]
];

/** The field of a problem, without its place in a list: "citations.2" is "citations". */
export const fieldOf = ({ path }: SubmissionProblem): string => path.split('.')[0]!;

export function problemText(problem: SubmissionProblem): string {
	for (const [pattern, word] of SPECIAL) {
		const found = pattern.exec(problem.message);
		if (found) return word(found);
	}
	return (PROBLEM[fieldOf(problem)] ?? m.submit_wrong_other)();
}
