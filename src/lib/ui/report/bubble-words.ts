import type { EventType } from '#lib/domain/event-type.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { EVENT_WORD, numberText } from '../words.ts';

type Bubble = {
	count: number;
	types: readonly { type: EventType; count: number }[];
	best: string;
	deaths: number;
};

/** "Reports: 14 (Shelling or missiles: 8, Battle: 4, Explosion or mine: 2). Best grade among them: B2. Most deaths claimed in one: 471" */
export function bubbleWords({ count, types, best, deaths }: Bubble, lang: Lang): string {
	const split = types.map((part) => `${EVENT_WORD[part.type]()}: ${numberText(part.count, lang)}`);
	const words = m.bubble_words({
		count: numberText(count, lang),
		split: split.join(lang === 'ar' ? '، ' : ', '),
		grade: best
	});
	return deaths > 0 ? `${words}. ${m.bubble_deaths({ count: numberText(deaths, lang) })}` : words;
}
