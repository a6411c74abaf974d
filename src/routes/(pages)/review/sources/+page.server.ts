import { fail } from '@sveltejs/kit';
import {
	CONTENT_WARNINGS,
	FEED_KINDS,
	PLATFORMS,
	SOURCE_KINDS,
	SOURCE_STATUSES
} from '#lib/domain/source.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import * as registry from '#lib/server/registry.ts';
import * as sources from '#lib/server/sources.ts';
import { refusalAnswer } from '../attempt.ts';
import { reason } from '../[id]/form-fields.ts';
import { moderatorsOnly } from '../moderators-only.ts';
import { blankSource, formOf, parseForm, valuesOf, type SourceForm } from './source-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	moderatorsOnly(event, 'admin');
	const slug = event.url.searchParams.get('source');
	const source = slug ? await sources.find(event.locals.db, slug) : null;
	return {
		isKnown: source !== null,
		values: source ? formOf(source) : blankSource,
		choices: {
			theatres: THEATRES,
			kinds: SOURCE_KINDS,
			platforms: PLATFORMS,
			feedKinds: FEED_KINDS,
			statuses: SOURCE_STATUSES,
			warnings: CONTENT_WARNINGS
		}
	};
};

type Answer = {
	values: SourceForm;
	/** Sentences, each beginning with its field. */
	problems: string[];
	refused: string | null;
};

export const actions: Actions = {
	/** Asks the address in the form; saves nothing. */
	async probe(event) {
		moderatorsOnly(event, 'admin');
		const values = valuesOf(await event.request.formData());
		const kind = FEED_KINDS.find((name) => name === values.feed_kind && name !== 'none') ?? null;
		const languages = values.languages.split(/[\s,]+/).filter(Boolean);
		const finding = await event.locals.probe(values.feed_url, kind, languages);
		const feed_url = kind === null && finding.format ? finding.url : values.feed_url;
		return { values: { ...values, feed_url, feed_kind: kind ?? finding.kind }, finding };
	},
	async save(event) {
		moderatorsOnly(event, 'admin');
		const form = await event.request.formData();
		const values = valuesOf(form);
		const parsed = parseForm(values);
		const answer = (problems: string[], refused: string | null): Answer => ({ values, problems, refused });
		if (!parsed.success) return fail(422, answer(parsed.problems, null));
		try {
			const saved = await registry.save(event.locals.db, parsed.entry, reason(form));
			return { ...answer([], null), saved, slug: parsed.entry.slug };
		} catch (problem) {
			const { status, words } = refusalAnswer(problem);
			return fail(status, answer([], words));
		}
	}
};
