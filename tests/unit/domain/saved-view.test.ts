import { expect, test } from 'vitest';
import { isSavedViewId, savedText, withSaved } from '#lib/domain/saved-view.ts';
import { DEFAULT_VIEW, parseView, type View } from '#lib/domain/view.ts';

const VIEW: View = {
	...DEFAULT_VIEW,
	theatres: ['gaza'],
	period: { last: '30d' },
	q: 'water & power',
	at: { zoom: 9, lat: 31.4, lon: 34.4 },
	asOf: '2026-11-20T12:00:00Z'
};
const search = (text: string) => new URLSearchParams(text);

test('a saved view is the whole view but for what is the reader’s own', () => {
	const kept = savedText({ ...VIEW, lang: 'ar', theme: 'dark' });
	expect(kept).toBe(savedText(VIEW));
	expect(parseView(search(kept)).view).toEqual(VIEW);
	expect(kept).toMatch(/^[!-~]+$/);
});

test('the address adds to a saved view, and wins', () => {
	const saved = savedText(VIEW);
	const { view } = parseView(withSaved(saved, search('lang=ar&theme=dark&report=12&at=5/48/34')));
	expect(view).toEqual({
		...VIEW,
		lang: 'ar',
		theme: 'dark',
		report: 12,
		at: { zoom: 5, lat: 48, lon: 34 }
	});
});

test('another period in the address replaces the saved one, whichever words either uses', () => {
	const of = (saved: string, asked: string) => parseView(withSaved(saved, search(asked))).view.period;
	expect(of('last=30d', 'from=2023-10-01&to=2023-10-07')).toEqual({ from: '2023-10-01', to: '2023-10-07' });
	expect(of('from=2023-10-01&to=2023-10-07', 'last=24h')).toEqual({ last: '24h' });
	expect(of('from=2023-10-01&to=2023-10-07', 'last=')).toEqual({ from: '2023-10-01', to: '2023-10-07' });
});

test('an id is letters and digits, as the database gives them', () => {
	expect(isSavedViewId('aB3dE6gH')).toBe(true);
	for (const none of ['', 'short', 'aB3dE6g-', 'ÄB3dE6gH', `${'a'.repeat(44)}`, 'aB3dE6gH\n'])
		expect(isSavedViewId(none), none).toBe(false);
});
