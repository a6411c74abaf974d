import { parseView } from '#lib/domain/view.ts';
import type { LayoutServerLoad } from './$types';

/** What every page knows of its reader. */
export const load: LayoutServerLoad = ({ url, locals }) => {
	const choices = new URLSearchParams(
		['lang', 'theme'].flatMap((name) => {
			const value = url.searchParams.get(name);
			return value === null ? [] : [[name, value]];
		})
	);
	const { lang, theme } = parseView(choices).view;
	return { lang: locals.lang, choices: { lang, theme }, now: Date.now() };
};
