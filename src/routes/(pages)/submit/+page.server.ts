import { randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { emptyDraft, readDraft, readPoint, type Draft } from '#lib/domain/draft.ts';
import { toLatLonText } from '#lib/domain/axis-order.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { toInstant } from '#lib/domain/event-time.ts';
import { LONGEST_QUERY } from '#lib/domain/place-search.ts';
import { find, placeSearch } from '#lib/server/place-search.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import { senderOf, statusOf } from './answer.ts';
import { inputOf, pointsOf } from './input.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const instant = (): string => toInstant(new Date().toISOString());

export const load: PageServerLoad = ({ url, locals, setHeaders }) => {
	// Each copy has a key of its own: no proxy may hand one out twice. A device may keep it; scripts make new keys.
	setHeaders({ 'cache-control': 'no-store' });
	const draft = emptyDraft(randomUUID(), instant());
	const at = readPoint((url.searchParams.get('at') ?? '').replace(',', ' '));
	return {
		draft: at ? placedAt(draft, at) : draft,
		/** Who is signed in need not prove that they are somebody. */
		isKnown: locals.person !== null
	};
};

const placedAt = (draft: Draft, point: LngLat): Draft => ({
	...draft,
	coordinates: toLatLonText(point),
	point: point.join(' ')
});

export const actions: Actions = {
	/** Without a script. Asks what has to be asked on the same page, with everything as it was typed. */
	default: async (event) => {
		const { locals } = event;
		const form = await event.request.formData();
		const draft = chosenIn(form, draftOf(form));
		const asked = pointsOf(draft).length === 1 ? [] : await placesAsked(event, draft);
		const input = inputOf(draft);
		if (asked.length > 0) return fail(422, { ...NOTHING, draft, places: asked });
		const joined = Number(form.get('join'));
		if (!joined && !form.has('alone')) {
			const alike = await locals.intake.alike(locals.db, input);
			if (alike.length > 0) {
				const items = alike.map((report) => toListItem(locals.forReader(report, locals.lang)));
				return fail(422, { ...NOTHING, draft, alike: items });
			}
		}
		const sender = senderOf(event);
		const sent = joined
			? await locals.intake.join(sender, joined, input)
			: await locals.intake.receive(sender, input);
		if (sent.outcome === 'received') return { ...NOTHING, draft, sent };
		return fail(statusOf(sent), { ...NOTHING, draft, sent });
	}
};

const NOTHING = { sent: null, alike: [], places: [] };

function draftOf(form: FormData): Draft {
	return readDraft(
		(name) => (name === 'sensitivity' ? form.getAll(name) : form.get(name)),
		randomUUID(),
		instant()
	);
}

/** The button that was pressed answers a question of the page. */
function chosenIn(form: FormData, draft: Draft): Draft {
	const point = readPoint(String(form.get('chosen_point') ?? ''));
	const theatre = form.get('chosen_theatre');
	const placed = point ? placedAt(draft, point) : draft;
	return theatre === null
		? placed
		: readDraft(
				(name) => (name === 'theatre' ? theatre : placed[name as keyof Draft]),
				draft.key,
				draft.made_at
			);
}

/** Readings of the coordinates, or places of the name. None where there is nothing to choose from. */
async function placesAsked({ locals }: RequestEvent, draft: Draft) {
	const readings = pointsOf(draft);
	if (readings.length > 1)
		return readings.map((point) => ({ name: toLatLonText(point), details: '', point }));
	const name = (draft.coordinates.trim() || draft.place.trim()).slice(0, LONGEST_QUERY);
	if (name === '') return [];
	const { places, points } = find(await placeSearch(locals.db), name, locals.lang);
	return [
		...points.map(({ point }) => ({ name: toLatLonText(point), details: '', point })),
		...places.map(({ name, admin1, point }) => ({ name, details: admin1 ?? '', point }))
	];
}
