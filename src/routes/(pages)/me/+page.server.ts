import { fail } from '@sveltejs/kit';
import * as own from '#lib/server/own.ts';
import { signedIn } from '#lib/server/signed-in.ts';
import { minutesToWait } from '#lib/server/too-many.ts';
import type { Actions, PageServerLoad } from './$types';

const LONGEST_ANSWER = 4_000;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { email } = signedIn(locals, url);
	const [account, reports] = await Promise.all([own.account(locals.db), own.reports(locals.db)]);
	return { email, account, reports };
};

type Answered = { question: number; text: string; problem: 'empty' | 'refused' | 'too_often' | null };
const answered = (question: number, text: string, problem: Answered['problem']): Answered => ({
	...{ question, text, problem }
});

export const actions: Actions = {
	async answer(event) {
		const { locals, request, url } = event;
		signedIn(locals, url);
		const form = await request.formData();
		const question = Number(form.get('question'));
		const text = String(form.get('answer') ?? '').trim();
		if (text === '' || text.length > LONGEST_ANSWER) return fail(422, answered(question, text, 'empty'));
		const wait = minutesToWait(event, locals.slowDown.place('submit', event.getClientAddress()));
		if (wait) return fail(429, answered(question, text, 'too_often'));
		try {
			await own.answer(locals.db, question, text);
		} catch (problem) {
			locals.log.warn({ err: problem }, 'an answer was refused');
			return fail(409, answered(question, text, 'refused'));
		}
		return answered(question, '', null);
	}
};
