/** What a draft says, read as the server reads what is sent. The same in the browser and without a script. */
import { readPoint, toSubmissionInput, type Draft } from '#lib/domain/draft.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { coordinatesAsked } from '#lib/geoparse/coordinate-query.ts';
import { linksIn } from '#lib/geoparse/links.ts';

/** Where the draft may mean: one point, or several where its coordinates can be read in several ways. */
export function pointsOf({ point, coordinates }: Draft): LngLat[] {
	const chosen = readPoint(point);
	return chosen ? [chosen] : coordinatesAsked(coordinates).map((asked) => asked.point);
}

export const linksOf = ({ links, text }: Draft): string[] => [
	...new Set([...links.split(/\s+/).filter(Boolean), ...linksIn(text)])
];

export function inputOf(draft: Draft) {
	const points = pointsOf(draft);
	return toSubmissionInput(draft, points.length === 1 ? points[0]! : null, linksOf(draft));
}
