import { fail } from '@sveltejs/kit';
import { Refused, type Refusal } from '#lib/server/refusals.ts';
import { refusalWord } from '#lib/ui/review/review-words.ts';
import { Unreadable } from './[id]/form-fields.ts';

const STATUS: Record<Refusal, number> = {
	...{ unchanged: 422, invalid: 422, missing: 404, nobody: 404, not_allowed: 403 },
	...{ impossible: 409, taken: 409, last_admin: 409, read_only: 503 }
};

/** Why an act was not done, in words for its form, and the status that says so. @throws what is no refusal */
export function refusalAnswer(problem: unknown): { status: number; words: string } {
	if (problem instanceof Unreadable) return { status: 422, words: problem.message };
	if (problem instanceof Refused)
		return { status: STATUS[problem.refusal], words: refusalWord(problem.refusal) };
	throw problem;
}

/** Does an act and says what became of it. */
export async function attempt(did: string, act: () => Promise<unknown>) {
	try {
		await act();
		return { did, refused: null };
	} catch (problem) {
		const { status, words } = refusalAnswer(problem);
		return fail(status, { did, refused: words });
	}
}
