import { badParameters } from '#lib/publish/problem.ts';
import { liveViewOr400, OPEN } from '#lib/server/answers.ts';
import { liveFilter } from '#lib/server/live-hub.ts';
import * as reports from '#lib/server/reports.ts';
import type { RequestHandler } from './$types';

/** Changes as they happen (Server-Sent Events); resumes from `Last-Event-ID`, or from `after` at the first time. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const asked = await liveViewOr400(url, locals, ['after']);
	if ('refusal' in asked) return asked.refusal;
	const after = request.headers.get('last-event-id') || url.searchParams.get('after');
	if (after !== null && !reports.isCursor(after)) {
		return badParameters([{ parameter: 'after', value: after, allowed: 'a cursor of this feed' }]);
	}
	const filter = await liveFilter(locals.db, asked.view, Date.now());
	return new Response(locals.hub.subscribe(filter, after), {
		headers: {
			...OPEN,
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-cache, no-transform',
			'x-accel-buffering': 'no'
		}
	});
};
