import * as oversight from '#lib/server/oversight.ts';
import type { LayoutServerLoad } from './$types';

/** What cannot be done at the moment, said on every page that may have a form. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const { read_only, submissions_open } = await oversight.switches(locals.db);
	return { isReadOnly: read_only, isClosed: !submissions_open };
};
