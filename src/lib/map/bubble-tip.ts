/** A word beside the pointer: what is in the bubble under it. The list says the same to who has no pointer. */
import type { Grade } from '#lib/domain/grade.ts';
import type { EventType } from '#lib/domain/event-type.ts';
import type { BubbleProperties } from './declutter.ts';
import { typeCounts } from './split.ts';

/** Reports in a bubble, the most frequent type first, the best grade one of them has, and the most deaths claimed in one. */
export type Bubble = {
	count: number;
	types: { type: EventType; count: number }[];
	best: Grade;
	deaths: number;
};

export const bubbleOf = ({
	count,
	types,
	best,
	deaths
}: Omit<BubbleProperties, 'kind' | 'ring'>): Bubble => ({
	count,
	types: typeCounts(types),
	best,
	deaths
});

/** CSS pixels from the pointer, and the most a tip is wide. */
const OFFSET = 14;
const WIDTH = 260;

export class BubbleTip {
	readonly #container: HTMLElement;
	readonly #element: HTMLDivElement;

	constructor(container: HTMLElement) {
		this.#container = container;
		this.#element = document.createElement('div');
		this.#element.className = 'bubble-tip';
		this.#element.setAttribute('role', 'tooltip');
		this.#element.hidden = true;
		this.#element.style.maxWidth = `${WIDTH}px`;
		container.append(this.#element);
	}

	/** @param x,y CSS pixels in the container; the tip keeps inside it */
	show(text: string, x: number, y: number): void {
		const element = this.#element;
		if (element.textContent !== text) element.textContent = text;
		element.hidden = false;
		const { clientWidth, clientHeight } = this.#container;
		const left =
			x + OFFSET + element.offsetWidth > clientWidth ? x - OFFSET - element.offsetWidth : x + OFFSET;
		const top =
			y + OFFSET + element.offsetHeight > clientHeight ? y - OFFSET - element.offsetHeight : y + OFFSET;
		element.style.left = `${Math.max(0, left)}px`;
		element.style.top = `${Math.max(0, top)}px`;
	}

	hide(): void {
		this.#element.hidden = true;
	}
}
