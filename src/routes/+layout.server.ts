import { choicesOf } from '#lib/ui/choices.ts';
import type { LayoutServerLoad } from './$types';

/** What every page knows of its reader. */
export const load: LayoutServerLoad = ({ url, locals }) => ({
	lang: locals.lang,
	choices: choicesOf(url),
	now: Date.now(),
	role: locals.person?.role ?? null
});
