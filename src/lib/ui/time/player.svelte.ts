import type { DaySpan } from '#lib/domain/histogram-scale.ts';
import { played, playStart, rested, type Speed } from '#lib/domain/playback.ts';

type Options = {
	axis: () => DaySpan;
	/** One step a second instead of a movement. */
	isStill: () => boolean;
	/** The window has moved far enough to be shown anew. */
	onstep: (span: DaySpan) => void;
	onrest: (span: DaySpan) => void;
};

/** The histogram follows every frame; map and list, which cost more, at most this often. Milliseconds. */
const SHOWN_EVERY = 80;
const SECOND = 1_000;
/** A page that hung does not leap. Milliseconds. */
const LONGEST_FRAME = 250;

/** Moves the window of time by itself, in memory only, until it is stopped, reaches the end or the page is hidden. */
export class Player {
	readonly #options: Options;
	/** The window while it plays; null at rest. */
	span = $state.raw<DaySpan | null>(null);
	speed = $state<Speed>(7);
	#stop: () => void = () => {};

	constructor(options: Options) {
		this.#options = options;
	}

	play(from: DaySpan): void {
		this.#stop();
		this.span = playStart(from, this.#options.axis());
		this.#options.onstep(this.span);
		const onhidden = () => document.hidden && this.pause();
		document.addEventListener('visibilitychange', onhidden);
		const end = this.#options.isStill() ? this.#everySecond() : this.#everyFrame();
		this.#stop = () => {
			end();
			document.removeEventListener('visibilitychange', onhidden);
			this.#stop = () => {};
		};
	}

	pause(): void {
		const { span } = this;
		this.abandon();
		if (span) this.#options.onrest(rested(span, this.#options.axis()));
	}

	/** Stops without a word: the window has been taken over, or the page is left. */
	abandon(): void {
		this.#stop();
		this.span = null;
	}

	#everyFrame(): () => void {
		let last = performance.now();
		let shownAt = last;
		const step = (now: number) => {
			const isShown = now - shownAt >= SHOWN_EVERY;
			if (isShown) shownAt = now;
			this.#advance((Math.min(now - last, LONGEST_FRAME) / SECOND) * this.speed, isShown);
			last = now;
			if (this.span) frame = requestAnimationFrame(step);
		};
		let frame = requestAnimationFrame(step);
		return () => cancelAnimationFrame(frame);
	}

	#everySecond(): () => void {
		const timer = setInterval(() => this.#advance(this.speed, true), SECOND);
		return () => clearInterval(timer);
	}

	#advance(days: number, isShown: boolean): void {
		if (!this.span) return;
		const { span, isOver } = played(this.span, days, this.#options.axis());
		this.span = span;
		if (isOver) this.pause();
		else if (isShown) this.#options.onstep(span);
	}
}
