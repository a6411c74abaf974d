/**
 * Label fonts as MapLibre's style root takes them: files of ours, drawn in the browser, no glyph server. Ranges are
 * those of the @fontsource packages, so that a page loads only the scripts it shows.
 */
import type { FontFacesSpecification } from '@maplibre/maplibre-gl-style-spec';

export const FONT_SUBSETS = ['latin', 'latinExt', 'cyrillic', 'cyrillicExt', 'arabic'] as const;
export type FontSubset = (typeof FONT_SUBSETS)[number];
/** Address of the woff2 file of each subset. */
export type FontUrls = Record<FontSubset, string>;

export const LABEL_FONT = 'Noto Sans';

const RANGES: Record<FontSubset, string> = {
	latin:
		'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,' +
		'U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
	latinExt:
		'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,' +
		'U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
	cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
	cyrillicExt: 'U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F',
	arabic:
		'U+0600-06FF,U+0750-077F,U+0870-088E,U+0890-0891,U+0897-08E1,U+08E3-08FF,U+FB50-FDFF,U+FE70-FE74,U+FE76-FEFC'
};

export function fontFaces(urls: FontUrls): FontFacesSpecification {
	return {
		[LABEL_FONT]: FONT_SUBSETS.map((subset) => ({
			url: urls[subset],
			'unicode-range': RANGES[subset].split(',')
		}))
	};
}
