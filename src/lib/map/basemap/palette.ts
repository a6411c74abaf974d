/** Colours of the ground: quiet, so that reports are the loudest thing on the map. */
export type Palette = {
	sea: string;
	land: string;
	/** The countries the fronts lie in, a shade nearer to the reader. */
	focus: string;
	river: string;
	boundary: string;
	boundaryHalo: string;
	admin1: string;
	country: string;
	region: string;
	admin1Label: string;
	place: string;
	minorPlace: string;
	water: string;
	halo: string;
	dot: string;
	dotFill: string;
};

export const PALETTES: Record<'light' | 'dark', Palette> = {
	light: {
		sea: '#cddae2',
		land: '#e9e7e1',
		focus: '#f8f6f1',
		river: '#b3c6d2',
		boundary: '#8b867e',
		boundaryHalo: '#ffffff',
		admin1: '#c3bdb2',
		country: '#4a4640',
		region: '#6d675f',
		admin1Label: '#7f796f',
		place: '#33302c',
		minorPlace: '#5b564f',
		water: '#587a90',
		halo: 'rgba(250, 249, 245, 0.85)',
		dot: '#57534c',
		dotFill: '#ffffff'
	},
	dark: {
		sea: '#0d141a',
		land: '#182026',
		focus: '#252e36',
		river: '#31424f',
		boundary: '#71808c',
		boundaryHalo: '#10161b',
		admin1: '#3c4852',
		country: '#b9c3cb',
		region: '#98a4ae',
		admin1Label: '#82909b',
		place: '#d6dde3',
		minorPlace: '#a7b2bb',
		water: '#6d8fa8',
		halo: 'rgba(17, 23, 28, 0.85)',
		dot: '#9aa6b0',
		dotFill: '#252e36'
	}
};
