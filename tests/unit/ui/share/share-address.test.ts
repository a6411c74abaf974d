import { expect, test } from 'vitest';
import { DEFAULT_VIEW, parseView, type View } from '#lib/domain/view.ts';
import { cardAddress, embedAddress, oembedAddress } from '#lib/ui/share/share-address.ts';

const now = Date.parse('2026-11-28T03:17:44Z');
const gaza: View = { ...DEFAULT_VIEW, theatres: ['gaza'], types: ['air_strikes', 'shelling'] };

test('a picture’s address holds the view, one language and, of a live view, the ten minutes it was written in', () => {
	expect(cardAddress(gaza, { lang: 'ar', theme: 'dark', width: 640, height: 360, now })).toBe(
		'/card/640x360.png?theatre=gaza&type=air_strikes,shelling&lang=ar&theme=dark&t=2026-11-28T03:10:00Z'
	);
	expect(cardAddress(gaza, { lang: 'en', now: now + 120_000 })).toBe(cardAddress(gaza, { lang: 'en', now }));
	expect(cardAddress(gaza, { lang: 'en', now: now + 600_000 })).not.toBe(
		cardAddress(gaza, { lang: 'en', now })
	);
});

test('a frozen view has one picture for ever', () => {
	const frozen = { ...gaza, asOf: '2026-11-27T12:00:00Z' };
	expect(cardAddress(frozen, { lang: 'en', now })).toBe(cardAddress(frozen, { lang: 'en', now: now * 2 }));
});

test('what is framed is the same view', () => {
	const address = new URL(embedAddress(gaza), 'https://fronts.example');
	expect(address.pathname).toBe('/embed');
	expect(parseView(address.searchParams)).toEqual({ view: gaza, problems: [] });
});

test('the provider is asked with a page and a format, and nothing else', () => {
	const page = 'https://fronts.example/gaza?type=shelling&lang=ar';
	const { searchParams } = new URL(oembedAddress(page, 'xml'), page);
	expect([...searchParams]).toEqual([
		['url', page],
		['format', 'xml']
	]);
});
