import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { corroborationOf } from '#lib/domain/corroboration.ts';
import { CREDIBILITIES } from '#lib/domain/grade.ts';
import { GEO_PRECISIONS } from '#lib/domain/location.ts';
import { isKeptCoarse } from '#lib/domain/review-material.ts';
import type { Report } from '#lib/domain/report.ts';
import type { ReviewCase } from '#lib/domain/review-case.ts';
import { REVIEW_ACTS, nextState } from '#lib/domain/review.ts';
import { m } from '#lib/i18n/messages.js';
import * as duplicates from '#lib/server/duplicates.ts';
import * as material from '#lib/server/material.ts';
import * as reviews from '#lib/server/reviews.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import { refusalAnswer } from '../attempt.ts';
import { moderatorsOnly } from '../moderators-only.ts';
import { readCorrection } from './correction.ts';
import { line, oneOf, raw, reason, time, Unreadable } from './form-fields.ts';
import type { Actions, PageServerLoad } from './$types';

const idOf = (text: string): number => {
	if (!/^[1-9]\d{0,9}$/.test(text)) error(404, m.report_missing({ id: text }));
	return Number(text);
};

export const load: PageServerLoad = async (event) => {
	moderatorsOnly(event);
	const { locals, params } = event;
	const id = idOf(params.id);
	const [found, brought, suggestions, rules, next] = await Promise.all([
		reviews.find(locals.db, id),
		material.find(locals.db, id),
		duplicates.suggestionsOf(locals.db, id),
		reviews.twoPersonRules(locals.db),
		reviews.next(locals.db, id)
	]);
	if (!found || !brought) error(404, m.report_missing({ id: params.id }));
	const { report, was_published } = found;
	const standing = { state: report.state, wasPublished: was_published };
	const itemOf = (other: Report) => toListItem(locals.forReader(other, locals.lang));
	return {
		suggestions: suggestions.map(({ report: other, ...how }) => ({ ...how, item: itemOf(other) })),
		corroboration: corroborationOf(report.citations),
		...{ rules, next, brought, isKeptCoarse: isKeptCoarse(found.submission) },
		/** What the report's state leaves open. */
		acts: REVIEW_ACTS.filter((act) => nextState(act, standing) !== null),
		review: {
			...found,
			report: locals.forReader(report, locals.lang),
			similar: found.similar.map(({ report: other, ...how }) => ({ ...how, item: itemOf(other) }))
		}
	};
};

type Act = (db: App.Locals['db'], id: number, form: FormData) => Promise<reviews.Outcome>;

/** An act as an action: what came of it, or why not, beside its form. */
const action = (name: string, act: Act) => async (event: RequestEvent<{ id: string }>) => {
	moderatorsOnly(event);
	const form = await event.request.formData();
	try {
		return { act: name, outcome: await act(event.locals.db, idOf(event.params.id), form) };
	} catch (problem) {
		const { status, words } = refusalAnswer(problem);
		return fail(status, { act: name, problem: words });
	}
};

type BroughtAct = (db: App.Locals['db'], item: string, form: FormData) => Promise<void>;

/** An act on one of the things that were brought to the report. */
const broughtAction = (name: string, act: BroughtAct) => async (event: RequestEvent<{ id: string }>) => {
	moderatorsOnly(event);
	const form = await event.request.formData();
	const item = raw(form, 'item');
	try {
		await act(event.locals.db, item, form);
		return { act: name, item, done: true };
	} catch (problem) {
		const { status, words } = refusalAnswer(problem);
		return fail(status, { act: name, item, problem: words });
	}
};

type PairAct = (db: App.Locals['db'], id: number, other: number, form: FormData) => Promise<unknown>;

/** An act on this report and another that was suggested beside it. */
const pairAction = (name: string, act: PairAct) => (event: RequestEvent<{ id: string }>) =>
	broughtAction(name, async (db, other, form) => {
		await act(db, idOf(event.params.id), idOf(other), form);
	})(event);

async function caseOf(db: App.Locals['db'], id: number): Promise<ReviewCase> {
	return (await reviews.find(db, id)) ?? error(404, m.report_missing({ id: String(id) }));
}

async function agree(db: App.Locals['db'], id: number, form: FormData): Promise<reviews.Outcome> {
	const { proposals } = await caseOf(db, id);
	const proposal = proposals.find(({ act }) => act === raw(form, 'proposal'));
	if (!proposal?.is_current) throw new Unreadable(m.review_proposal_gone());
	return reviews.agree(db, id, proposal, reason(form));
}

/** The other report, by number or by address. */
function otherReport(form: FormData): number {
	const id = /(\d{1,10})\/?$/.exec(raw(form, 'kept').replace(/[?#].*$/, ''))?.[1];
	if (!id) throw new Unreadable(m.review_which_report());
	return Number(id);
}

export const actions: Actions = {
	claim: action('claim', (db, id) => reviews.claim(db, id)),
	release: action('release', (db, id) => reviews.release(db, id)),
	make_ready: action('make_ready', (db, id) => reviews.makeReady(db, id)),
	ask: action('ask', (db, id, form) => reviews.ask(db, id, reason(form, 'question'))),
	publish: action('publish', (db, id, form) => reviews.publish(db, id, reason(form))),
	reject: action('reject', (db, id, form) => reviews.reject(db, id, reason(form))),
	retract: action('retract', (db, id, form) => reviews.retract(db, id, reason(form))),
	hold: action('hold', (db, id, form) => reviews.hide(db, id, reason(form))),
	split: action('split', (db, id, form) => reviews.split(db, id, reason(form))),
	merge: action('merge', (db, id, form) => reviews.merge(db, id, otherReport(form), reason(form))),
	merge_suggested: pairAction('merge_suggested', (db, id, other, form) =>
		reviews.merge(db, id, other, reason(form))
	),
	not_same_event: pairAction('not_same_event', (db, id, other, form) =>
		duplicates.dismiss(db, id, other, reason(form))
	),
	grade_claim: action('grade_claim', (db, id, form) =>
		reviews.gradeClaim(db, id, oneOf(form, 'credibility', CREDIBILITIES), reason(form))
	),
	correct: action('correct', async (db, id, form) =>
		reviews.correct(db, id, readCorrection(form, await caseOf(db, id)), reason(form))
	),
	delay: action('delay', (db, id, form) => reviews.delay(db, id, time(form, 'until'), reason(form))),
	coarsen: action('coarsen', (db, id, form) =>
		reviews.coarsen(
			db,
			id,
			{ precision: oneOf(form, 'precision', GEO_PRECISIONS), placeName: line(form, 'place_name') || null },
			reason(form)
		)
	),
	agree: action('agree', agree),
	show_media: broughtAction('show_media', (db, item, form) =>
		material.showFile(
			db,
			item,
			{ sensitive: form.has('sensitive'), alt: line(form, 'alt') || null },
			reason(form)
		)
	),
	hide_media: broughtAction('hide_media', (db, item, form) => material.hideFile(db, item, reason(form))),
	accept_proof: broughtAction('accept_proof', (db, item, form) =>
		material.acceptProof(db, Number(item), reason(form))
	),
	decline_proof: broughtAction('decline_proof', (db, item, form) =>
		material.declineProof(db, Number(item), reason(form))
	),
	take_offer: broughtAction('take_offer', (db, item, form) =>
		material.decideOffer(db, Number(item), true, reason(form))
	),
	decline_offer: broughtAction('decline_offer', (db, item, form) =>
		material.decideOffer(db, Number(item), false, reason(form))
	)
};
