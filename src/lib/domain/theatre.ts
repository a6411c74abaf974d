import * as v from 'valibot';
import type { BoundingBox, LngLat } from './location.ts';

/** The fronts of the map. Slugs are part of the public contract. */
export const THEATRES = ['gaza', 'ukraine', 'sahel'] as const;
export type Theatre = (typeof THEATRES)[number];
export const TheatreSchema = v.picklist(THEATRES);

type TheatreFacts = {
	/** Where a point must lie to belong to the front: west, south, east, north in degrees. */
	bounds: BoundingBox;
	/** What the opening view shows, usually less than `bounds`. */
	view: BoundingBox;
	/** ISO 3166-1 alpha-2. */
	countries: readonly string[];
	centre: LngLat;
};

export const THEATRE: Record<Theatre, TheatreFacts> = {
	gaza: {
		bounds: [33.9, 29.4, 36.0, 33.6],
		view: [34.15, 31.18, 34.72, 31.64],
		countries: ['PS', 'IL'],
		centre: [34.4, 31.42]
	},
	ukraine: {
		bounds: [21.9, 43.8, 42.0, 53.6],
		view: [30.2, 45.6, 39.6, 50.9],
		countries: ['UA', 'RU'],
		centre: [35.2, 48.4]
	},
	sahel: {
		bounds: [-12.6, 9.2, 16.2, 25.4],
		view: [-6.5, 11.2, 8.2, 20.6],
		countries: ['ML', 'BF', 'NE'],
		centre: [0.5, 15.5]
	}
};

/** The front a point lies in, or null. The three boxes do not overlap. */
export function theatreAt([lon, lat]: LngLat): Theatre | null {
	return (
		THEATRES.find((theatre) => {
			const [west, south, east, north] = THEATRE[theatre].bounds;
			return lon >= west && lon <= east && lat >= south && lat <= north;
		}) ?? null
	);
}
