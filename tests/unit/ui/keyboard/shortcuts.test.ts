import { expect, test } from 'vitest';
import { areShortcutsOn, shortcutOf, turnShortcuts } from '#lib/ui/keyboard/shortcuts.ts';

const press = (key: string, code = '', more: object = {}) =>
	shortcutOf({ key, code, ctrlKey: false, metaKey: false, altKey: false, ...more });

test('one letter is one action, in either case', () => {
	expect(press('j')).toBe('next');
	expect(press('K')).toBe('previous');
	expect(press('?')).toBe('help');
	expect(press('x')).toBeNull();
});

test('on a keyboard of another script the place of the key counts', () => {
	expect(press('о', 'KeyJ')).toBe('next');
	expect(press('ت', 'KeyJ')).toBe('next');
	expect(press('д', 'KeyL')).toBe('legend');
});

test('on another Latin keyboard the letter counts', () => {
	expect(press('j', 'KeyC')).toBe('next');
	expect(press('c', 'KeyJ')).toBeNull();
});

test('shortcuts of the browser stay the browser’s', () => {
	expect(press('l', 'KeyL', { ctrlKey: true })).toBeNull();
	expect(press('j', 'KeyJ', { metaKey: true })).toBeNull();
	expect(press('Enter', 'Enter')).toBeNull();
	expect(press('ArrowDown', 'ArrowDown')).toBeNull();
});

test('single keys can be turned off, and stay off', () => {
	const kept = new Map<string, string>();
	const store = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
	expect(areShortcutsOn(store)).toBe(true);
	turnShortcuts(store, false);
	expect(areShortcutsOn(store)).toBe(false);
	turnShortcuts(store, true);
	expect(areShortcutsOn(store)).toBe(true);
	expect(areShortcutsOn(null)).toBe(true);
});
