import { parseView } from '#lib/domain/view.ts';
import type { Choices } from './address.ts';

/** The reader's language and appearance, as an address has them. */
export function choicesOf({ searchParams }: URL): Choices {
	const { lang, theme } = parseView(searchParams).view;
	return { lang, theme };
}
