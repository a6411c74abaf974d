import { DEFAULT_STATES, type View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { CREDIBILITY_WORD, EVENT_WORD, RELIABILITY_WORD, STATE_WORD } from '../words.ts';

/** A filter that is on: its name in words, and the view's change that turns it off. */
export type ActiveFilter = { key: string; name: string; without: Partial<View> };
/** Sources of the registry by their slug. */
export type SourceName = { slug: string; name: string };

/** Every filter of a view but front and period, which have places of their own. */
export function activeFilters(view: View, sources: readonly SourceName[]): ActiveFilter[] {
	const nameOf = (slug: string) => sources.find((source) => source.slug === slug)?.name ?? slug;
	const { q, types, reliabilities, credibilities, states, bbox } = view;
	return [
		...(q === null ? [] : [{ key: 'q', name: m.filter_words_chip({ words: q }), without: { q: null } }]),
		...(types ?? []).map((type) => ({
			key: type,
			name: EVENT_WORD[type](),
			without: { types: toggled(types, type) }
		})),
		...(reliabilities ?? []).map((letter) => ({
			key: letter,
			name: `${letter} · ${RELIABILITY_WORD[letter]()}`,
			without: { reliabilities: toggled(reliabilities, letter) }
		})),
		...(credibilities ?? []).map((number) => ({
			key: String(number),
			name: `${number} · ${CREDIBILITY_WORD[number]()}`,
			without: { credibilities: toggled(credibilities, number) }
		})),
		...(isUsual(states)
			? []
			: [
					{
						key: 'state',
						name: `${m.filter_state()}: ${states.map((state) => STATE_WORD[state]()).join(', ')}`,
						without: { states: DEFAULT_STATES }
					}
				]),
		...(view.sources ?? []).map((slug) => ({
			key: `source ${slug}`,
			name: nameOf(slug),
			without: { sources: toggled(view.sources, slug) }
		})),
		...(bbox === null ? [] : [{ key: 'bbox', name: m.filter_area_chip(), without: { bbox: null } }])
	];
}

/** What clears every filter; front and period stay. */
export const NO_FILTERS = {
	q: null,
	types: null,
	sources: null,
	reliabilities: null,
	credibilities: null,
	states: DEFAULT_STATES,
	bbox: null
} satisfies Partial<View>;

/** A list with a value put in or taken out; `null`, all of them, where none is left. */
export function toggled<T>(list: readonly T[] | null, value: T): readonly T[] | null {
	const rest = (list ?? []).filter((other) => other !== value);
	if (!list?.includes(value)) return [...rest, value];
	return rest.length > 0 ? rest : null;
}

const isUsual = (states: View['states']) =>
	states.length === DEFAULT_STATES.length && states.every((state) => DEFAULT_STATES.includes(state));
