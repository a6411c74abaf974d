import { fail } from '@sveltejs/kit';
import type { SubmissionStatus } from '#lib/domain/submission-status.ts';
import type { Actions, RequestEvent } from './$types';

/** Characters an answer may have; the database has the same limit. */
const LONGEST_ANSWER = 4_000;

type Shown = {
	code: string;
	found: SubmissionStatus | null;
	problem: 'unknown' | 'too_many' | 'answer' | 'refused' | null;
	answered: boolean;
};
const STATUS = { unknown: 404, too_many: 429, answer: 422, refused: 409 } as const;

const shown = (page: Shown) => (page.problem === null ? page : fail(STATUS[page.problem], page));

/** The code comes in the body, never in an address: those are kept by browsers and proxies. */
async function look({ locals, getClientAddress }: RequestEvent, code: string): Promise<Shown> {
	const found = await locals.intake.status(locals.db, getClientAddress(), code);
	const nothing = { code, found: null, answered: false };
	if (found === 'too_many') return { ...nothing, problem: 'too_many' };
	return found === null ? { ...nothing, problem: 'unknown' } : { ...nothing, found, problem: null };
}

export const actions: Actions = {
	look: async (event) => shown(await look(event, String((await event.request.formData()).get('code') ?? ''))),

	answer: async (event) => {
		const form = await event.request.formData();
		const code = String(form.get('code') ?? '');
		const answer = String(form.get('answer') ?? '').trim();
		const page = await look(event, code);
		if (page.problem !== null) return shown(page);
		const question = page.found?.questions.find(({ id }) => id === Number(form.get('question')));
		if (!question || answer === '' || answer.length > LONGEST_ANSWER)
			return shown({ ...page, problem: 'answer' });
		try {
			await event.locals.intake.answer(event.locals.db, code, question.id, answer);
		} catch (error) {
			event.locals.log.warn({ err: error }, 'an answer was refused');
			return shown({ ...page, problem: 'refused' });
		}
		return { ...(await look(event, code)), answered: true };
	}
};
