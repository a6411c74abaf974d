import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { EVENT_COLOURS, SYMBOL_TONES, toneColour, type Theme } from '#lib/domain/symbol-colours.ts';
import { PALETTES } from '#lib/map/basemap/palette.ts';

type Rgb = [number, number, number];
const THEMES: Theme[] = ['light', 'dark'];

/** sRGB "#rrggbb" to linear light, 0 to 1. */
const linear = (hex: string): Rgb =>
	[1, 3, 5].map((at) => {
		const c = parseInt(hex.slice(at, at + 2), 16) / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	}) as Rgb;

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
	const [dark, light] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y) as [
		number,
		number
	];
	return (light + 0.05) / (dark + 0.05);
}

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear light. */
const SIGHT: Record<string, [Rgb, Rgb, Rgb]> = {
	'normal sight': [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	],
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
};

function seenWith(matrix: [Rgb, Rgb, Rgb], hex: string): Rgb {
	const [r, g, b] = linear(hex);
	return matrix.map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b))) as Rgb;
}

/** CIE L*a*b* (D65). */
function lab([r, g, b]: Rgb): Rgb {
	const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
	const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
	const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
	const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe.each(THEMES)('%s', (theme) => {
	const { land, focus, sea } = PALETTES[theme];

	test.each(EVENT_TYPES)('%s stands out from badge, land and sea', (type) => {
		for (const ground of [SYMBOL_TONES[theme].paper, land, focus, sea]) {
			expect(contrast(EVENT_COLOURS[theme][type], ground)).toBeGreaterThanOrEqual(3);
		}
	});

	test('the ring stands out from the badge at every reliability', () => {
		for (const tone of ['ink', 'medium', 'neutral'] as const) {
			expect(contrast(SYMBOL_TONES[theme][tone], SYMBOL_TONES[theme].paper)).toBeGreaterThanOrEqual(3);
		}
	});

	test.each(Object.entries(SIGHT))('no two event types share a colour with %s', (_, matrix) => {
		const colours = EVENT_TYPES.map((type) => lab(seenWith(matrix, EVENT_COLOURS[theme][type])));
		for (const [i, a] of colours.entries()) {
			for (const b of colours.slice(i + 1)) {
				// CIE 76: about 2.3 is just noticeable.
				expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(15);
			}
		}
	});

	test('a neutral mark is grey, never red', () => {
		const [, a, b] = lab(linear(SYMBOL_TONES[theme].neutral));
		expect(Math.hypot(a, b)).toBeLessThan(10);
	});
});

test('the glyph takes the colour of its event, everything else that of the theme', () => {
	expect(toneColour('dark', 'battles', 'event')).toBe(EVENT_COLOURS.dark.battles);
	expect(toneColour('light', 'battles', 'ink')).toBe(SYMBOL_TONES.light.ink);
});
