import { METRICS_TYPE, toMetrics } from '#lib/publish/metrics.ts';
import { ingestTally } from '#lib/server/ingest-tally.ts';
import { metricsOf } from '#lib/server/metrics.ts';
import * as sourceActivity from '#lib/server/source-activity.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const text = toMetrics(
		metricsOf({
			sources: await sourceActivity.all(locals.db),
			tally: ingestTally(),
			archive: locals.archive,
			hub: locals.hub,
			memory: process.memoryUsage(),
			uptime: process.uptime()
		})
	);
	return new Response(text, { headers: { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' } });
};
