/** The words for control of ground: apart from the schemas, so that a map can have them alone. */

/** Who may hold ground. `several`: nobody alone. */
export const SIDES = [
	'russia',
	'ukraine',
	'israel',
	'palestinian_factions',
	'state_forces',
	'azawad_movements',
	'jnim',
	'is_sahel',
	'several'
] as const;
export type Side = (typeof SIDES)[number];

/**
 * How a side has an area: as assessed by the source, as claimed by the side, fought over, in nobody's firm hands, or
 * closed to civilians by its order.
 */
export const CONTROL_STATUSES = ['held', 'claimed', 'contested', 'grey', 'restricted'] as const;
export type ControlStatus = (typeof CONTROL_STATUSES)[number];

/** What a feature of a snapshot is. Areas are square metres on the ellipsoid. */
export type ControlProperties =
	| { kind: 'area'; side: Side; status: ControlStatus; area_m2: number }
	| { kind: 'front' }
	| {
			kind: 'change';
			from_side: Side;
			from_status: ControlStatus;
			side: Side;
			status: ControlStatus;
			area_m2: number;
	  };
