import { newest } from '#lib/columns/listing.ts';
import type { Report } from '#lib/domain/report.ts';
import { badFields, badParameters, problemDetails } from '#lib/publish/problem.ts';
import { GEOJSON, toFeatureCollection } from '#lib/publish/geojson.ts';
import { PAGE_LIMITS } from '#lib/server/api-limits.ts';
import { frozen, idsOr400, json, numberOr400, strictViewOr400 } from '#lib/server/answers.ts';
import type { Sent } from '#lib/server/intake.ts';
import * as reports from '#lib/server/reports.ts';
import { runtime } from '#lib/server/runtime.ts';
import * as views from '#lib/server/views.ts';
import { visitorOf } from '#lib/server/visitor.ts';
import { jsonOf, statusOf } from '../../../(pages)/submit/answer.ts';
import type { RequestHandler } from './$types';

/** Reports of a view, newest first; `ids=1,2` gives just those. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const asked = await strictViewOr400(url, locals, ['limit', 'after', 'ids']);
	if ('refusal' in asked) return asked.refusal;
	const limit = numberOr400(url, 'limit', PAGE_LIMITS.reports);
	if ('refusal' in limit) return limit.refusal;
	const listed = idsOr400(url);
	if ('refusal' in listed) return listed.refusal;
	const { asOf } = asked.view;
	if (listed.ids !== null) {
		const found = await reports.findMany(locals.db, listed.ids, asOf);
		const answer = json(toFeatureCollection(readBy(locals, found), url.origin), GEOJSON);
		return frozen({ url, request }, asked.view, answer);
	}
	const after = afterOf(url.searchParams.get('after'));
	if (after === undefined)
		return badParameters([{ parameter: 'after', value: url.searchParams.get('after')!, allowed: AFTER }]);

	const { archive, filter } = await views.resolve(locals, asked.view, Date.now());
	const ids = newest(archive.columns, filter, { limit: limit.value + 1, after: after ?? undefined });
	const found = await reports.findMany(locals.db, ids.slice(0, limit.value), asOf);
	const last = found.at(-1);
	const headers: Record<string, string> = { ...GEOJSON };
	if (ids.length > limit.value && last) {
		const next = new URL(url);
		next.searchParams.set('after', `${Date.parse(last.occurred_at)}-${last.id}`);
		headers.link = `<${next.href}>; rel="next"`;
	}
	const answer = json(toFeatureCollection(readBy(locals, found), url.origin), headers);
	return frozen({ url, request }, asked.view, answer);
};

/**
 * Takes a report from a program with a person's bearer token. The body is that of the form's own request, as
 * `src/lib/domain/submission.ts` reads it.
 */
export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
	const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	const visitor = token ? await visitorOf((await runtime()).backend, token) : null;
	if (!visitor) {
		const refusal = problemDetails(
			401,
			'Who sends this?',
			'Authorization: Bearer with a valid token is needed'
		);
		refusal.headers.set('www-authenticate', 'Bearer');
		return refusal;
	}
	if (visitor.person.mustChangePassword)
		return problemDetails(
			403,
			'Not allowed',
			'the password was given by the server and must be changed first'
		);
	const body = await jsonOf(request);
	if ('refused' in body) {
		const { problems } = (await body.refused.json()) as Sent & { outcome: 'refused' };
		return body.refused.status === 422
			? badFields(problems)
			: problemDetails(body.refused.status, 'The body is too large', 'it is larger than the server takes');
	}
	const sender = { ...visitor, address: getClientAddress(), proof: null, log: locals.log };
	return published(await locals.intake.receive(sender, body.input));
};

/** What a program can act on: the questions of the form are problems of a field. */
function published(sent: Sent): Response {
	if (sent.outcome === 'received') {
		const { receipt, received_at, publish_after } = sent;
		return json({ receipt, received_at, publish_after }, { 'cache-control': 'no-store' }, 201);
	}
	if (sent.outcome === 'refused') return badFields(sent.problems);
	if (sent.outcome === 'question') {
		const { question } = sent;
		return badFields([
			question.asks === 'swapped'
				? { path: 'point', message: `lies on no front; turned round it is ${question.suggestion.join(', ')}` }
				: { path: 'theatre', message: 'is needed: the point lies on no front' }
		]);
	}
	const status = statusOf(sent);
	const refusal = problemDetails(status, TITLE[sent.outcome], sent.outcome === 'closed' ? WHY[sent.why] : '');
	if (sent.outcome === 'too_many') refusal.headers.set('retry-after', String(sent.wait));
	return refusal;
}

const TITLE = {
	unproven: 'Not allowed',
	too_many: 'Too many reports from one place',
	closed: 'Reports are not taken'
};
const WHY: Record<(Sent & { outcome: 'closed' })['why'], string> = {
	read_only: 'nothing can be changed at the moment',
	closed: 'reports are not taken at the moment',
	other_report: 'the key was used for another report',
	gone: 'the report is no longer public'
};

const readBy = ({ forReader, lang }: App.Locals, found: readonly Report[]): Report[] =>
	found.map((report) => forReader(report, lang));

const AFTER = 'what the Link header of the page before gave';

/** "milliseconds-id"; null when absent, undefined when wrong. */
function afterOf(text: string | null) {
	if (text === null) return null;
	const match = /^(-?\d{1,15})-(\d{1,10})$/.exec(text);
	return match ? { occurredAt: Number(match[1]), id: Number(match[2]) } : undefined;
}
