/** The sides sources are on, in the reader's language. The registry's words are its own: an unknown one stays. */
import { m } from '#lib/i18n/messages.js';

const SIDE_WORD: Record<string, () => string> = {
	'Russian side': m.side_russian,
	'Ukrainian side': m.side_ukrainian,
	'Resistance side': m.side_resistance,
	'Palestinian left': m.side_palestinian_left,
	'United Nations': m.side_un,
	'Private press': m.side_private_press,
	'Anti-NATO': m.side_anti_nato,
	Conservative: m.side_conservative,
	'Both states': m.side_both_states,
	'Burkina Faso state': m.side_burkina_state,
	'Hirondelle-run radio': m.side_hirondelle,
	'French state-funded': m.side_french_state,
	Unknown: m.side_unknown,
	'Not applicable': m.side_not_applicable
};

export const sideWord = (side: string): string => SIDE_WORD[side]?.() ?? side;
