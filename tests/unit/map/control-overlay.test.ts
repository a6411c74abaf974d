import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { expect, test } from 'vitest';
import { controlOverlay } from '#lib/map/control-overlay.ts';
import { mapStyle } from '#lib/map/map-style.ts';
import { OVERLAY_SOURCE, withOverlay } from '#lib/map/overlay.ts';

const fonts = {
	latin: '/a/latin.woff2',
	latinExt: '/a/latin-ext.woff2',
	cyrillic: '/a/cyrillic.woff2',
	cyrillicExt: '/a/cyrillic-ext.woff2',
	arabic: '/a/arabic.woff2'
};
const drawn = {
	features: [
		{
			type: 'Feature' as const,
			geometry: { type: 'LineString' as const, coordinates: [[37, 48]] },
			properties: { kind: 'front' as const }
		}
	],
	uncertainty: 10_000,
	latitude: 48.4
};
const style = (theme: 'light' | 'dark') => mapStyle({ theme, lang: 'en', fonts, root: 'https://x.example' });

test.each(['light', 'dark'] as const)('areas lie under the reports and make a valid style in %s', (theme) => {
	const base = style(theme);
	const whole = withOverlay(base, controlOverlay([drawn], 'A map'), theme);
	expect(validateStyleMin(whole)).toEqual([]);
	const ids = whole.layers.map(({ id }) => id);
	const own = ids.filter((id) => id.startsWith('control-'));
	expect(own.length).toBeGreaterThan(4);
	expect(Math.max(...own.map((id) => ids.indexOf(id)))).toBeLessThan(ids.indexOf('report-areas'));
	expect(ids.filter((id) => !own.includes(id))).toEqual(base.layers.map(({ id }) => id));
});

test('the band of the front is as wide as the line may be off', () => {
	const { data } = controlOverlay([drawn], 'A map');
	const { band } = data.features[0]!.properties as { band: number };
	// At zoom 10 a pixel is 50.7 m at this latitude; 20 km are 394 of them.
	expect(band * 2 ** 10).toBeCloseTo(394, -1);
});

test('whose drawing it is cannot bring markup along', () => {
	const overlay = controlOverlay([drawn], '<img src=x onerror=alert(1)> & "Co"');
	const source = withOverlay(style('light'), overlay, 'light').sources[OVERLAY_SOURCE] as {
		attribution: string;
	};
	expect(source.attribution).not.toMatch(/[<>"]/);
});
