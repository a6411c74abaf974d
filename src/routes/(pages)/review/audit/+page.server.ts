import * as oversight from '#lib/server/oversight.ts';
import { moderatorsOnly } from '../moderators-only.ts';
import type { PageServerLoad } from './$types';

const LISTED = 50;

export const load: PageServerLoad = async (event) => {
	moderatorsOnly(event);
	const { db } = event.locals;
	const text = (name: string) => event.url.searchParams.get(name)?.trim().slice(0, 254) || null;
	const number = (name: string) => {
		const value = Number(text(name) ?? NaN);
		return Number.isSafeInteger(value) && value > 0 ? value : null;
	};
	const filter = {
		...{ person: text('person'), act: text('act') },
		...{ report: number('number'), before: number('before') }
	};
	const [entries, grades] = await Promise.all([
		oversight.audit(db, filter, LISTED),
		oversight.gradingMatrix(db)
	]);
	return { filter, entries, grades, older: entries.length === LISTED ? entries.at(-1)!.id : null };
};
