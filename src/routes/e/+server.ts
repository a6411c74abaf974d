import * as v from 'valibot';
import { savedText } from '#lib/domain/saved-view.ts';
import { answerable, parseView } from '#lib/domain/view.ts';
import { badParameters, problemDetails } from '#lib/publish/problem.ts';
import { json } from '#lib/server/answers.ts';
import { asRefused, Refused } from '#lib/server/refusals.ts';
import * as savedViews from '#lib/server/saved-views.ts';
import { retryAfter } from '#lib/server/too-many.ts';
import type { RequestHandler } from './$types';

/** Characters: as the database takes it. */
const LONGEST = 2000;

const BodySchema = v.object({ view: v.pipe(v.string(), v.maxLength(4 * LONGEST)) });

/**
 * Gives a view its short address. The body is `{view}`, its query string; the answer `{id, path}`. The same view
 * gets the same id, now and later.
 */
export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
	const allowed = locals.slowDown.place('save_view', getClientAddress());
	if (!allowed.isAllowed) {
		const refusal = problemDetails(429, 'Too many', 'Too many views were saved from here. Try again later.');
		refusal.headers.set('retry-after', String(retryAfter(allowed)));
		return refusal;
	}
	const body = v.safeParse(BodySchema, await request.json().catch(() => null));
	if (!body.success) {
		const allowed = 'the query string of a view, as text in a JSON object: {"view": "theatre=gaza&last=30d"}';
		return badParameters([{ parameter: 'view', value: '', allowed }]);
	}
	const { view, problems } = answerable(parseView(new URLSearchParams(body.output.view)), {
		now: Date.now(),
		begins: locals.past.begins
	});
	if (problems.length > 0) return badParameters(problems);
	const { length } = savedText(view);
	if (length > LONGEST) {
		const allowed = `up to ${LONGEST} characters`;
		return badParameters([{ parameter: 'view', value: `${length} characters`, allowed }]);
	}
	try {
		const id = await savedViews.save(locals.db, view).catch(asRefused);
		return json({ id, path: `/e/${id}` }, { 'cache-control': 'no-store' });
	} catch (problem) {
		if (!(problem instanceof Refused)) throw problem;
		return problemDetails(503, 'Not now', 'Nothing can be saved at the moment.');
	}
};
