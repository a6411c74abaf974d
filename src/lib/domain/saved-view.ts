/** Views with a short address: what is kept of a view, and how an address adds to it. */
import { toSearch, type View } from './view.ts';

/** As the database gives them. */
const ID = /^[0-9A-Za-z]{8,43}$/;
export const isSavedViewId = (text: string): boolean => ID.test(text);

/** What is kept: everything but language and appearance, which are the reader's and stand in the address. */
export const savedText = (view: View): string =>
	toSearch({ ...view, lang: null, theme: 'auto' })
		.toString()
		.replaceAll('%2C', ',')
		.replaceAll('%2F', '/')
		.replaceAll('%3A', ':');

/** Parameters that stand for each other: one of them in the address puts the others of the saved view aside. */
const PERIOD = ['last', 'from', 'to'];

/** The query of a saved view with what the address says besides. */
export function withSaved(saved: string, search: URLSearchParams): URLSearchParams {
	const query = new URLSearchParams(saved);
	const isOtherPeriod = PERIOD.some((name) => search.get(name));
	if (isOtherPeriod) for (const name of PERIOD) query.delete(name);
	// Forms send empty values; they say nothing.
	for (const [name, value] of search) if (value) query.set(name, value);
	return query;
}
