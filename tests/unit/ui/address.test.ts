import { expect, test } from 'vitest';
import { DEFAULT_VIEW } from '#lib/domain/view.ts';
import { mapAddress, onFront, pageAddress, switched } from '#lib/ui/address.ts';

const view = { ...DEFAULT_VIEW, types: ['shelling' as const], report: 7, at: { zoom: 8, lat: 48, lon: 37 } };

test('another front keeps the filters and leaves camera and opened report behind', () => {
	expect(mapAddress(onFront(view, 'gaza'))).toBe('/gaza?type=shelling');
	expect(mapAddress(onFront(view, null))).toBe('/?type=shelling');
});

test('an address stays readable', () => {
	expect(mapAddress({ ...DEFAULT_VIEW, types: ['battles', 'shelling'], at: view.at })).toBe(
		'/?type=battles,shelling&at=8/48/37'
	);
});

test('pages keep the reader’s language and appearance', () => {
	expect(pageAddress('/sources', { lang: 'ar', theme: 'dark' }, { theatre: 'gaza' })).toBe(
		'/sources?lang=ar&theme=dark&theatre=gaza'
	);
	expect(pageAddress('/sources', { lang: null, theme: 'auto' })).toBe('/sources');
});

test('switching the language leaves the rest of the address as it is', () => {
	const url = new URL('https://fronts.example/gaza?report=7&lang=en');
	expect(switched(url, 'lang', 'uk')).toBe('/gaza?report=7&lang=uk');
	expect(switched(url, 'theme', null)).toBe('/gaza?report=7&lang=en');
});
