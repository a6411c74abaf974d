import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import { LABEL_LANGUAGES } from '#lib/map/basemap/label-language.ts';
import { mapStyle } from '#lib/map/map-style.ts';

const fonts = {
	latin: '/a/latin.woff2',
	latinExt: '/a/latin-ext.woff2',
	cyrillic: '/a/cyrillic.woff2',
	cyrillicExt: '/a/cyrillic-ext.woff2',
	arabic: '/a/arabic.woff2'
};
const styleOf = (theme: 'light' | 'dark', lang: (typeof LABEL_LANGUAGES)[number] = 'en') =>
	mapStyle({ theme, lang, fonts, root: 'https://fronts.example' });

describe.each(['light', 'dark'] as const)('%s', (theme) => {
	test.each(LABEL_LANGUAGES)('is a valid style in %s', (lang) => {
		expect(validateStyleMin(styleOf(theme, lang))).toEqual([]);
	});
});

test('both themes differ in paint only, so that switching moves nothing', () => {
	const withoutPaint = (theme: 'light' | 'dark') =>
		styleOf(theme).layers.map((layer) => ({ ...layer, paint: Object.keys(layer.paint ?? {}) }));
	expect(withoutPaint('dark')).toEqual(withoutPaint('light'));
});

test('nothing is fetched from another host', () => {
	const { sources, glyphs, sprite, 'font-faces': faces } = styleOf('light');
	expect([glyphs, sprite]).toEqual([undefined, undefined]);
	const addresses = JSON.stringify([sources, faces]).match(/https?:\/\/[^/"\\]+/g)!;
	// The link to the licence in the attribution is followed by people, not by the map.
	expect([...new Set(addresses)].toSorted()).toEqual([
		'https://fronts.example',
		'https://www.openstreetmap.org'
	]);
});

test('discs lie under the names of places, pins above them', () => {
	const ids = styleOf('light').layers.map(({ id }) => id);
	expect(ids.indexOf('report-areas')).toBeLessThan(ids.indexOf('world-place-label'));
	expect(ids.indexOf('report-pins')).toBeGreaterThan(ids.indexOf('theatre-country-label'));
});

test('every layer reads a source that exists', () => {
	const { layers, sources } = styleOf('light');
	for (const layer of layers)
		if ('source' in layer) expect(sources, layer.id).toHaveProperty(layer.source as string);
});
