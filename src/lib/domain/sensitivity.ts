import * as v from 'valibot';

/** The Atlos vocabulary, without "Not Sensitive": an empty list says that. */
export const SENSITIVITIES = [
	'threatens_civilian_safety',
	'graphic_violence',
	'deleted_by_source',
	'deceptive_or_misleading'
] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];
export const SensitivitySchema = v.picklist(SENSITIVITIES);

/** What a contributor can know; that a source deleted its post is for a machine to say. */
export const STATED_SENSITIVITIES = [
	'threatens_civilian_safety',
	'graphic_violence',
	'deceptive_or_misleading'
] as const;
