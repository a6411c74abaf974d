import * as v from 'valibot';

/**
 * Eight kinds of event, each with a shape of its own on the map. They follow ACLED's event types (codebook
 * 2023); its "Explosions/Remote violence" is split in three because on these fronts it is most of what
 * happens, its protests and riots are one, and `humanitarian` is ours: ACLED does not code displacement,
 * aid or services.
 */
export const EVENT_TYPES = [
	'battles',
	'air_strikes',
	'shelling',
	'explosions',
	'violence_against_civilians',
	'protests_riots',
	'strategic_developments',
	'humanitarian'
] as const;
export type EventType = (typeof EVENT_TYPES)[number];
export const EventTypeSchema = v.picklist(
	EVENT_TYPES,
	(issue) => `event_type ${issue.received} is not known; allowed: ${EVENT_TYPES.join(', ')}`
);

/** ACLED's event type, and its sub-types that fall under ours. */
export const ACLED: Record<EventType, { type: string | null; subtypes: readonly string[] }> = {
	battles: {
		type: 'Battles',
		subtypes: ['Armed clash', 'Government regains territory', 'Non-state actor overtakes territory']
	},
	air_strikes: { type: 'Explosions/Remote violence', subtypes: ['Air/drone strike'] },
	shelling: { type: 'Explosions/Remote violence', subtypes: ['Shelling/artillery/missile attack'] },
	explosions: {
		type: 'Explosions/Remote violence',
		subtypes: ['Remote explosive/landmine/IED', 'Suicide bomb', 'Grenade', 'Chemical weapon']
	},
	violence_against_civilians: {
		type: 'Violence against civilians',
		subtypes: ['Attack', 'Abduction/forced disappearance', 'Sexual violence']
	},
	protests_riots: {
		type: 'Protests',
		subtypes: [
			'Peaceful protest',
			'Protest with intervention',
			'Excessive force against protesters',
			'Violent demonstration',
			'Mob violence'
		]
	},
	strategic_developments: {
		type: 'Strategic developments',
		subtypes: [
			'Agreement',
			'Arrests',
			'Change to group/activity',
			'Disrupted weapons use',
			'Headquarters or base established',
			'Looting/property destruction',
			'Non-violent transfer of territory',
			'Other'
		]
	},
	humanitarian: { type: null, subtypes: [] }
};
