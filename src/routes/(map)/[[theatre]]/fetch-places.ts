import type { Found } from '#lib/domain/place-search.ts';
import type { Lang } from '#lib/domain/view.ts';

/** Our own server's answer, believed as in `fetch-reports.ts`. @throws Error when the server does not answer or answers something else */
export async function fetchPlaces(query: string, lang: Lang, signal: AbortSignal): Promise<Found> {
	const response = await fetch(`/places?${new URLSearchParams({ q: query, lang })}`, { signal });
	if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
	return response.json();
}
