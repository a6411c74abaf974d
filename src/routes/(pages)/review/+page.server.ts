import { fail } from '@sveltejs/kit';
import { parseQueueFilter } from '#lib/domain/queue-filter.ts';
import { m } from '#lib/i18n/messages.js';
import * as material from '#lib/server/material.ts';
import { Refused, type Refusal } from '#lib/server/refusals.ts';
import * as reviews from '#lib/server/reviews.ts';
import * as sources from '#lib/server/sources.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import { moderatorsOnly } from './moderators-only.ts';
import type { Actions, PageServerLoad } from './$types';

const LISTED = 50;
const MOST_AT_ONCE = 200;
const LONGEST_REASON = 1_000;

export const load: PageServerLoad = async (event) => {
	const { url, locals, depends } = event;
	moderatorsOnly(event);
	depends('review:queue');
	const filter = parseQueueFilter(url.searchParams);
	const [queue, waiting, next, registry] = await Promise.all([
		reviews.queue(locals.db, filter, url.searchParams.get('after'), LISTED),
		material.waiting(locals.db),
		reviews.next(locals.db),
		sources.names(locals.db)
	]);
	return {
		...{ filter, waiting, next, sources: registry, counts: queue.counts, after: queue.next },
		entries: queue.entries.map(({ report, ...entry }) => ({
			...entry,
			item: toListItem(locals.forReader(report, locals.lang))
		}))
	};
};

/** What may be done to several reports in one go. Each is an act of its own: some may be refused. */
const BULK = {
	claim: (db, id) => reviews.claim(db, id),
	release: (db, id) => reviews.release(db, id),
	make_ready: (db, id) => reviews.makeReady(db, id),
	reject: (db, id, reason) => reviews.reject(db, id, reason)
} satisfies Record<string, (db: App.Locals['db'], id: number, reason: string) => Promise<reviews.Outcome>>;
type BulkAct = keyof typeof BULK;

export type BulkResult = { id: number; outcome: reviews.Outcome | null; refusal: Refusal | null };

export const actions: Actions = {
	async bulk(event) {
		moderatorsOnly(event);
		const form = await event.request.formData();
		const act = String(form.get('act')) as BulkAct;
		const reason = String(form.get('reason') ?? '').trim();
		const ids = form.getAll('id').map(Number).filter(Number.isSafeInteger).slice(0, MOST_AT_ONCE);
		if (!Object.hasOwn(BULK, act)) return fail(400, { problem: m.review_act_unknown() });
		if (ids.length === 0) return fail(422, { problem: m.review_bulk_none() });
		if (act === 'reject' && (reason === '' || reason.length > LONGEST_REASON))
			return fail(422, { problem: m.review_reason_needed() });
		const results: BulkResult[] = [];
		for (const id of ids) results.push(await one(act, event.locals.db, id, reason));
		return { act, results };
	}
};

async function one(act: BulkAct, db: App.Locals['db'], id: number, reason: string): Promise<BulkResult> {
	try {
		return { id, outcome: await BULK[act](db, id, reason), refusal: null };
	} catch (problem) {
		if (problem instanceof Refused) return { id, outcome: null, refusal: problem.refusal };
		throw problem;
	}
}
