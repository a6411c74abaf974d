import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { toLatLonText } from '#lib/domain/axis-order.ts';
import { readDraft, readPoint, type Draft } from '#lib/domain/draft.ts';
import { toInstant } from '#lib/domain/event-time.ts';
import { draftOfSent } from '#lib/domain/sent-report.ts';
import type { SubmissionProblem } from '#lib/domain/submission.ts';
import { m } from '#lib/i18n/messages.js';
import * as revising from '#lib/server/revising.ts';
import { signedIn } from '#lib/server/signed-in.ts';
import { pageAddress } from '#lib/ui/address.ts';
import { choicesOf } from '#lib/ui/choices.ts';
import { inputOf } from '../input.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const instant = (): string => toInstant(new Date().toISOString());

/** `?report=12`, of an account. */
function numberIn(url: URL): number | null {
	const text = url.searchParams.get('report') ?? '';
	return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}

/** Without a number the page was come to with a receipt, in the body of a form: see the actions. */
export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	if (!url.searchParams.has('report')) return { draft: null };
	signedIn(locals, url);
	const report = numberIn(url);
	const sent = report && (await revising.sent(locals.db, { report }));
	if (!sent) error(404, m.revise_missing());
	return { draft: sent.may_revise ? draftOfSent(sent, randomUUID(), instant()) : null };
};

type Why = 'under_review' | 'read_only' | 'missing' | 'too_many';
type Shown = {
	code: string;
	draft: Draft | null;
	problems: SubmissionProblem[];
	closed: Why | null;
	isSaved: boolean;
};
const NOTHING: Shown = { code: '', draft: null, problems: [], closed: null, isSaved: false };
const STATUS: Record<Why, number> = { under_review: 409, read_only: 503, missing: 404, too_many: 429 };

const refuse = (closed: Why, shown: Partial<Shown> = {}) =>
	fail(STATUS[closed], { ...NOTHING, ...shown, closed });

const isTooOften = ({ locals, getClientAddress }: RequestEvent): boolean =>
	!locals.slowDown.place('submit', getClientAddress()).isAllowed;

/** Without a script the chosen point stays in the form when its coordinates are typed over: then they count. */
function draftIn(form: FormData): Draft {
	const read = (name: string) => (name === 'sensitivity' ? form.getAll(name) : form.get(name));
	const draft = readDraft(read, randomUUID(), instant());
	const chosen = readPoint(draft.point);
	return chosen && draft.coordinates.trim() === toLatLonText(chosen) ? draft : { ...draft, point: '' };
}

export const actions: Actions = {
	/** From the page of a receipt. */
	async open(event) {
		const code = String((await event.request.formData()).get('code') ?? '');
		if (isTooOften(event)) return refuse('too_many');
		const sent = await revising.sent(event.locals.db, { code });
		if (!sent) return refuse('missing');
		if (!sent.may_revise) return refuse('under_review');
		return { ...NOTHING, code, draft: draftOfSent(sent, randomUUID(), instant()) };
	},

	async save(event) {
		const { locals, request, url } = event;
		const form = await request.formData();
		const code = String(form.get('code') ?? '');
		const draft = draftIn(form);
		if (isTooOften(event)) return refuse('too_many', { code, draft });
		const report = numberIn(url);
		if (report !== null) signedIn(locals, url);
		const claim = report === null ? { code } : { report };
		const revised = await revising.revise(locals.db, claim, inputOf(draft), Date.now());
		if (revised.outcome === 'closed') return refuse(revised.why, { code, draft });
		if (revised.outcome === 'refused')
			return fail(422, { ...NOTHING, code, draft, problems: revised.problems });
		if (report !== null) redirect(303, `${pageAddress('/me', choicesOf(url))}#report-${report}`);
		return { ...NOTHING, code, isSaved: true };
	}
};
