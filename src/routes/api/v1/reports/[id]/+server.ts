import { GEOJSON, toFeature } from '#lib/publish/geojson.ts';
import { problemDetails } from '#lib/publish/problem.ts';
import { frozen, json, strictViewOr400 } from '#lib/server/answers.ts';
import * as reports from '#lib/server/reports.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, request, locals }) => {
	const asked = await strictViewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const { asOf } = asked.view;
	const id = /^[1-9]\d{0,9}$/.test(params.id) ? Number(params.id) : null;
	const report = id === null ? null : await reports.find(locals.db, id, asOf);
	if (!report)
		return problemDetails(
			404,
			'Not found',
			`No public report ${asOf === null ? 'has' : 'had'} the id ${params.id}${asOf === null ? '' : ` at ${asOf}`}`
		);
	const feature = toFeature(locals.forReader(report, locals.lang), url.origin);
	const revisions = await reports.history(locals.db, report.id, asOf);
	const answer = json({ ...feature, properties: { ...feature.properties, revisions } }, GEOJSON);
	return frozen({ url, request }, asked.view, answer);
};
