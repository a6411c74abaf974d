import { toFeature } from '#lib/publish/geojson.ts';
import { problemDetails } from '#lib/publish/problem.ts';
import { json } from '#lib/server/answers.ts';
import * as reports from '#lib/server/reports.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, locals }) => {
	const id = /^[1-9]\d{0,9}$/.test(params.id) ? Number(params.id) : null;
	const report = id === null ? null : await reports.find(locals.db, id);
	if (!report) return problemDetails(404, 'Not found', `No public report has the id ${params.id}`);
	const feature = toFeature(locals.forReader(report, locals.lang), url.origin);
	const revisions = await reports.history(locals.db, report.id);
	return json({ ...feature, properties: { ...feature.properties, revisions } });
};
