import { isAtLeast } from '#lib/domain/permissions.ts';
import * as oversight from '#lib/server/oversight.ts';
import * as sources from '#lib/server/sources.ts';
import { attempt } from '../attempt.ts';
import { moderatorsOnly } from '../moderators-only.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { role } = moderatorsOnly(event);
	const { db } = event.locals;
	const [switches, hidden, registry] = await Promise.all([
		oversight.switches(db),
		oversight.hiddenSources(db),
		sources.all(db)
	]);
	return {
		switches,
		mayTurn: isAtLeast(role, 'admin'),
		sources: registry.map(({ slug, name }) => ({ slug, name, isHidden: hidden.includes(slug) }))
	};
};

type Fields = (name: string) => string;
const act =
	(did: string, run: (db: App.Locals['db'], field: Fields) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		moderatorsOnly(event);
		const form = await event.request.formData();
		return attempt(did, () => run(event.locals.db, (name) => String(form.get(name) ?? '')));
	};

export const actions = {
	turn: act('turn', (db, field) =>
		oversight.turn(db, field('switch') as oversight.Switch, field('on') === 'on', field('reason'))
	),
	hold_front: act('hold_front', (db, field) =>
		oversight.holdFront(db, field('theatre'), Math.trunc(Number(field('hours'))), field('reason'))
	),
	hide_report: act('hide_report', (db, field) =>
		oversight.hideReport(db, Math.trunc(Number(field('report'))), field('reason'))
	),
	hide_source: act('hide_source', (db, field) => oversight.hideSource(db, field('source'), field('reason'))),
	show_source: act('show_source', (db, field) => oversight.showSource(db, field('source'), field('reason')))
} satisfies Actions;
