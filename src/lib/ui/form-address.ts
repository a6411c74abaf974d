/** Addresses forms are sent to: an action of a page, with the reader's choices. */
import { pageAddress, type Choices } from './address.ts';

/** `/sign-in?/enter&lang=ar`: SvelteKit takes the action from the first parameter. */
export function actionAddress(
	path: string,
	action: string,
	choices: Choices,
	more: Record<string, string> = {}
): string {
	const [page, search] = pageAddress(path, choices, more).split('?');
	return `${page}?/${action}${search ? `&${search}` : ''}`;
}
