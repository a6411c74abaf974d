/**
 * Colours of sides. Tints under everything else: they tell sides of one front apart, take no side in themselves, and
 * are never the only sign, because contested ground is hatched and every area has an outline.
 */
import type { Side } from './control-words.ts';
import type { Theme } from './symbol-colours.ts';

export const SIDE_COLOURS: Record<Theme, Record<Side, string>> = {
	light: {
		russia: '#a8503f',
		ukraine: '#5750ae',
		israel: '#5750ae',
		palestinian_factions: '#4a7d3e',
		state_forces: '#8a6a1f',
		azawad_movements: '#1f7f7a',
		jnim: '#6a4a8f',
		is_sahel: '#3a3733',
		several: '#6b655c'
	},
	dark: {
		russia: '#e08a74',
		ukraine: '#a9a4f2',
		israel: '#a9a4f2',
		palestinian_factions: '#98c987',
		state_forces: '#d9b768',
		azawad_movements: '#6fcbc5',
		jnim: '#b99be0',
		is_sahel: '#c9c4bc',
		several: '#a8a196'
	}
};
