import { shownOn } from '#lib/domain/control-area.ts';
import { dayOf } from '#lib/domain/event-time.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { badParameters } from '#lib/publish/problem.ts';
import { frozen, json, viewOr400 } from '#lib/server/answers.ts';
import * as control from '#lib/server/control.ts';
import type { RequestHandler } from './$types';

/** Who holds what on a day, of each front asked for: the newest snapshot not after it. `on` is a UTC day, else today. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const on = url.searchParams.get('on') ?? dayOf(Date.now());
	if (!isDay(on))
		return badParameters([{ parameter: 'on', value: on, allowed: 'a UTC day such as 2023-11-30' }]);
	const asked = viewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const { theatres, sources, asOf } = asked.view;
	const known = (await control.snapshots(locals.db, asOf)).filter(
		({ source }) => sources === null || sources.includes(source)
	);
	const snapshots = (theatres ?? THEATRES).flatMap((theatre) => shownOn(known, theatre, on) ?? []);
	const drawn = await Promise.all(snapshots.map(({ id }) => control.features(locals.db, id)));
	const features = drawn.flatMap(({ features }, n) => {
		const { theatre, source, reliability, on, uncertainty_m, rights } = snapshots[n]!;
		const of = { snapshot: snapshots[n]!.id, theatre, source, reliability, on, uncertainty_m, rights };
		return features.map((feature) => ({ ...feature, properties: { ...feature.properties, ...of } }));
	});
	const body = { type: 'FeatureCollection', snapshots, features };
	return frozen({ url, request }, asked.view, json(body, { 'content-type': 'application/geo+json' }));
};

const isDay = (text: string): boolean =>
	/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(Date.parse(text)) === text;
