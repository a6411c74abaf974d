import { fail, redirect } from '@sveltejs/kit';
import { listedIn, NO_EDITS } from '#lib/domain/bulletin.ts';
import { LANGS } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import * as bulletins from '#lib/server/bulletins.ts';
import { Refused } from '#lib/server/refusals.ts';
import { pageAddress } from '#lib/ui/address.ts';
import { choicesOf } from '#lib/ui/choices.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import { askedFor, pathOf } from '../../../../bulletins/written.ts';
import { bulletinTitle } from '../../../../bulletins/bulletin-words.ts';
import { refusalAnswer } from '../../../attempt.ts';
import { moderatorsOnly } from '../../../moderators-only.ts';
import { editsOf } from './edits.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	moderatorsOnly(event);
	const { params, locals } = event;
	const now = Date.now();
	const asked = askedFor(params, now);
	// As the reports are now: what is signed is what was read on this page.
	const { bulletin, editions } = await bulletins.tell(locals, asked, now, true);
	const newest = editions[0];
	return {
		path: pathOf({ theatre: asked.theatre, date: asked.period.date }),
		title: bulletinTitle(asked.theatre, asked.period, locals.lang),
		knownAt: bulletin.knownAt,
		seen: newest?.revision ?? 0,
		edits: newest?.signed_by_role ? newest.edits : { ...NO_EDITS, lang: locals.lang },
		reports: listedIn(bulletin).map((report) => toListItem(report))
	};
};

export const actions = {
	sign: async (event) => {
		moderatorsOnly(event);
		const { params, locals, request, url } = event;
		const { theatre, period } = askedFor(params, Date.now());
		const form = await request.formData();
		const field = (name: string) => String(form.get(name) ?? '');
		const edits = editsOf(form);
		const written = { edits, reason: field('reason') };
		if (!LANGS.some((lang) => lang === edits.lang))
			return fail(422, { ...written, problem: m.review_refused_invalid() });
		try {
			await bulletins.sign(locals.db, {
				...{ theatre, date: period.date, edits, reason: written.reason },
				...{ seen: Number(field('seen')) || 0, asOf: field('as_of') }
			});
		} catch (problem) {
			if (problem instanceof Refused && problem.refusal === 'taken')
				return fail(409, { ...written, problem: m.bulletin_stale() });
			const { status, words } = refusalAnswer(problem);
			return fail(status, { ...written, problem: words });
		}
		redirect(303, pageAddress(pathOf({ theatre, date: period.date }), choicesOf(url)));
	}
} satisfies Actions;
