import { newest } from '#lib/columns/listing.ts';
import type { Report } from '#lib/domain/report.ts';
import { badParameters } from '#lib/publish/problem.ts';
import { toFeatureCollection } from '#lib/publish/geojson.ts';
import { frozen, json, numberOr400, viewOr400 } from '#lib/server/answers.ts';
import * as reports from '#lib/server/reports.ts';
import * as views from '#lib/server/views.ts';
import type { RequestHandler } from './$types';

/** Reports of a view, newest first; `ids=1,2` gives just those. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const asked = viewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const limit = numberOr400(url, 'limit', { min: 1, max: 1000, fallback: 100 });
	if ('refusal' in limit) return limit.refusal;
	const listed = url.searchParams.get('ids');
	const { asOf } = asked.view;
	if (listed !== null) {
		return frozen({ url, request }, asked.view, await byIds(listed, locals, url.origin, asOf));
	}
	const after = afterOf(url.searchParams.get('after'));
	if (after === undefined)
		return badParameters([{ parameter: 'after', value: url.searchParams.get('after')!, allowed: AFTER }]);

	const { archive, filter } = await views.resolve(locals, asked.view, Date.now());
	const ids = newest(archive.columns, filter, { limit: limit.value + 1, after: after ?? undefined });
	const found = await reports.findMany(locals.db, ids.slice(0, limit.value), asOf);
	const last = found.at(-1);
	const headers: Record<string, string> = {};
	if (ids.length > limit.value && last) {
		const next = new URL(url);
		next.searchParams.set('after', `${Date.parse(last.occurred_at)}-${last.id}`);
		headers.link = `<${next.href}>; rel="next"`;
	}
	const answer = json(toFeatureCollection(readBy(locals, found), url.origin), headers);
	return frozen({ url, request }, asked.view, answer);
};

const MAX_IDS = 200;

async function byIds(
	text: string,
	locals: App.Locals,
	origin: string,
	asOf: reports.AsOf
): Promise<Response> {
	const ids = text.split(',');
	if (ids.length > MAX_IDS || !ids.every((id) => /^[1-9]\d{0,9}$/.test(id))) {
		return badParameters([
			{ parameter: 'ids', value: text.slice(0, 100), allowed: `up to ${MAX_IDS} report numbers` }
		]);
	}
	const found = await reports.findMany(locals.db, ids.map(Number), asOf);
	return json(toFeatureCollection(readBy(locals, found), origin));
}

const readBy = ({ forReader, lang }: App.Locals, found: readonly Report[]): Report[] =>
	found.map((report) => forReader(report, lang));

const AFTER = 'what the Link header of the page before gave';

/** "milliseconds-id"; null when absent, undefined when wrong. */
function afterOf(text: string | null) {
	if (text === null) return null;
	const match = /^(-?\d{1,15})-(\d{1,10})$/.exec(text);
	return match ? { occurredAt: Number(match[1]), id: Number(match[2]) } : undefined;
}
