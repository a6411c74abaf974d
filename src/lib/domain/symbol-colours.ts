/**
 * Colours of the symbols. They start from the eight hues of Okabe and Ito, "Color Universal Design" (2008), each moved
 * as little as needed in lightness and hue until two things hold in both themes (the tests measure them): a contrast
 * of at least 3 : 1 (WCAG 2.2, 1.4.11) with badge, land and sea, and a difference of at least 15 (CIE 76) between any
 * two with normal sight, protanopia, deuteranopia and tritanopia. Okabe and Ito's black becomes near-white on dark.
 * Colour is never the only sign: every type has its own shape.
 */
import type { EventType } from './event-type.ts';
import type { Tone } from './symbol.ts';

export type Theme = 'light' | 'dark';

export const EVENT_COLOURS: Record<Theme, Record<EventType, string>> = {
	light: {
		battles: '#cd5042',
		air_strikes: '#092b6f',
		shelling: '#b56500',
		explosions: '#a86192',
		violence_against_civilians: '#1e1d1b',
		protests_riots: '#006052',
		strategic_developments: '#117ec6',
		humanitarian: '#5c4200'
	},
	dark: {
		battles: '#e86c38',
		air_strikes: '#8f84fc',
		shelling: '#fca400',
		explosions: '#a75ca2',
		violence_against_civilians: '#eef1f3',
		protests_riots: '#328d6a',
		strategic_developments: '#3bcefb',
		humanitarian: '#f7cf8c'
	}
};

export const SYMBOL_TONES: Record<Theme, Record<Exclude<Tone, 'event'>, string>> = {
	light: {
		paper: '#ffffff',
		edge: 'rgba(40, 38, 34, 0.28)',
		ink: '#24221f',
		medium: '#5d5952',
		neutral: '#7f7b74',
		track: 'rgba(40, 38, 34, 0.14)'
	},
	dark: {
		paper: '#12181d',
		edge: 'rgba(226, 232, 237, 0.34)',
		ink: '#f1f4f6',
		medium: '#b3bcc4',
		neutral: '#8b959e',
		track: 'rgba(226, 232, 237, 0.18)'
	}
};

/** The colour of a mark's tone for an event of this type. */
export function toneColour(theme: Theme, type: EventType, tone: Tone): string {
	return tone === 'event' ? EVENT_COLOURS[theme][type] : SYMBOL_TONES[theme][tone];
}
