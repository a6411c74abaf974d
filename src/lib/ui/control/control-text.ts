/** Sides and what they do with ground, in the reader's language. */
import type { ControlStatus, Side } from '#lib/domain/control-words.ts';
import { m } from '#lib/i18n/messages.js';

export const SIDE_WORD: Record<Side, () => string> = {
	russia: m.side_russia,
	ukraine: m.side_ukraine,
	israel: m.side_israel,
	palestinian_factions: m.side_palestinian_factions,
	state_forces: m.side_state_forces,
	azawad_movements: m.side_azawad_movements,
	jnim: m.side_jnim,
	is_sahel: m.side_is_sahel,
	several: m.side_several
};

export const CONTROL_WORD: Record<ControlStatus, () => string> = {
	held: m.control_held,
	claimed: m.control_claimed,
	contested: m.control_contested,
	grey: m.control_grey,
	restricted: m.control_restricted
};
