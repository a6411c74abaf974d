import type { EventType } from '#lib/domain/event-type.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { EVENT_WORD, numberText } from '../words.ts';

type Bubble = { count: number; types: readonly { type: EventType; count: number }[]; best: string };

/** "Reports: 14 (Shelling or missiles: 8, Battle: 4, Explosion or mine: 2). Best grade among them: B2" */
export function bubbleWords({ count, types, best }: Bubble, lang: Lang): string {
	const split = types.map((part) => `${EVENT_WORD[part.type]()}: ${numberText(part.count, lang)}`);
	return m.bubble_words({
		count: numberText(count, lang),
		split: split.join(lang === 'ar' ? '، ' : ', '),
		grade: best
	});
}
