/** Keys of the map page. One key without Ctrl or Alt: never while someone types. */
export const SHORTCUTS = ['next', 'previous', 'search', 'help', 'legend', 'measure'] as const;
export type Shortcut = (typeof SHORTCUTS)[number];

/** What a key event tells us. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const BY_KEY: Record<string, Shortcut> = {
	j: 'next',
	k: 'previous',
	'/': 'search',
	'?': 'help',
	l: 'legend',
	m: 'measure'
};
/** Where those letters are on keyboards that write others: a Russian "о" is on the J key. */
const BY_PLACE: Record<string, Shortcut> = {
	KeyJ: 'next',
	KeyK: 'previous',
	KeyL: 'legend',
	KeyM: 'measure'
};

export function shortcutOf({ key, code, ctrlKey, metaKey, altKey }: KeyPress): Shortcut | null {
	if (ctrlKey || metaKey || altKey) return null;
	const isLatin = /^[\x20-\x7e]$/.test(key);
	return (isLatin ? BY_KEY[key.toLowerCase()] : key.length === 1 ? BY_PLACE[code] : undefined) ?? null;
}

/** Whether keys there write text, or choose something. */
export function isTyping(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

type Store = Pick<Storage, 'getItem' | 'setItem'>;
const KEY = 'fronts:shortcuts';

/** Single keys can be turned off (WCAG 2.1.4): dictation software types them. */
export function areShortcutsOn(store: Store | null): boolean {
	try {
		return store?.getItem(KEY) !== 'off';
	} catch {
		return true;
	}
}

export function turnShortcuts(store: Store | null, on: boolean): void {
	try {
		store?.setItem(KEY, on ? 'on' : 'off');
	} catch {
		// Then it holds until the page is left.
	}
}
