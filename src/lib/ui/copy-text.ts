/**
 * Puts a text on the clipboard. A frame is seldom given the right to write there; the older way, to select the text and
 * copy the selection, works in most. Browser only, after the reader's click.
 * @returns false where the browser refuses both
 */
export async function copyText(text: string): Promise<boolean> {
	// To ask without the right is an error in the console of the page around the frame.
	if (window !== window.parent && copySelected(text)) return true;
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copySelected(text);
	}
}

function copySelected(text: string): boolean {
	const field = document.createElement('textarea');
	const focused = document.activeElement;
	field.value = text;
	field.readOnly = true;
	field.style.cssText = 'position:fixed;opacity:0';
	// Beside what has the focus: behind an open dialog nothing can be selected.
	(focused?.parentElement ?? document.body).append(field);
	field.focus({ preventScroll: true });
	field.select();
	try {
		return document.execCommand('copy');
	} catch {
		return false;
	} finally {
		field.remove();
		if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
	}
}
