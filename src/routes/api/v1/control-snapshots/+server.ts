import * as control from '#lib/server/control.ts';
import { frozen, json, viewOr400 } from '#lib/server/answers.ts';
import type { RequestHandler } from './$types';

/** Which areas of control there are: front, source and its letter, day, what they rest on, how large they are. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const asked = viewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const { theatres, asOf } = asked.view;
	const all = await control.snapshots(locals.db, asOf);
	const snapshots = all.filter(({ theatre }) => theatres === null || theatres.includes(theatre));
	return frozen({ url, request }, asked.view, json({ snapshots }));
};
