import type { Theme } from '#lib/domain/symbol-colours.ts';

/** Colours of everything about reports but their symbols. */
type Colours = {
	area: string;
	bubble: string;
	bubbleEdge: string;
	bubbleText: string;
	/** Between the types of a bubble's ring. */
	ringGround: string;
	selection: string;
	text: string;
	halo: string;
};
export const REPORT_COLOURS: Record<Theme, Colours> = {
	light: {
		area: '#3d4a55',
		bubble: '#34424e',
		bubbleEdge: '#ffffff',
		bubbleText: '#ffffff',
		ringGround: '#ffffff',
		selection: '#0a6cff',
		text: '#24221f',
		halo: 'rgba(255, 255, 255, 0.9)'
	},
	dark: {
		area: '#b9c6d1',
		bubble: '#465764',
		bubbleEdge: '#c3ced6',
		bubbleText: '#ffffff',
		ringGround: '#12181d',
		selection: '#6db3ff',
		text: '#e8edf1',
		halo: 'rgba(15, 20, 25, 0.9)'
	}
};

/** Colours of the image behind a count. */
export const badgeColours = (theme: Theme): { fill: string; edge: string } => ({
	fill: REPORT_COLOURS[theme].bubble,
	edge: REPORT_COLOURS[theme].bubbleEdge
});
