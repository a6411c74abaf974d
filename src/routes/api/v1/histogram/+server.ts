import { days } from '#lib/columns/days.ts';
import { DAY, dayOf } from '#lib/domain/event-time.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { frozen, json, strictViewOr400 } from '#lib/server/answers.ts';
import * as views from '#lib/server/views.ts';
import type { RequestHandler } from './$types';

/** Reports per UTC day, every day from the first to the last with a report. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const asked = await strictViewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const { archive, filter } = await views.resolve(locals, asked.view, Date.now());
	const { firstDay, totals, byType } = days(archive.columns, filter);
	const perDay = [...totals].map((total, n) => ({
		day: dayOf((firstDay + n) * DAY),
		total,
		by_type: Object.fromEntries(EVENT_TYPES.map((type) => [type, byType[type][n] ?? 0]))
	}));
	return frozen({ url, request }, asked.view, json({ days: perDay }));
};
