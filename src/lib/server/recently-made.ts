/** Keeps what was made last; the same thing asked for twice at once is made once. */
export class RecentlyMade<T> {
	readonly #most: number;
	readonly #weigh: ((made: T) => number) | null;
	readonly #kept = new Map<string, { made: Promise<T>; weight: number }>();
	#weight = 0;

	/**
	 * @param most how many are kept; with `weigh`, how much they may weigh together
	 * @param weigh what one weighs, its bytes say; until it is made it weighs nothing
	 */
	constructor(most: number, weigh?: (made: T) => number) {
		this.#most = most;
		this.#weigh = weigh ?? null;
	}

	/** Of all that is kept: how many, or what they weigh together. */
	get weight(): number {
		return this.#weight;
	}

	/** What is being made meanwhile is given to those who wait for it, and not kept. */
	clear(): void {
		this.#kept.clear();
		this.#weight = 0;
	}

	/** Whether it is there or being made. */
	has(key: string): boolean {
		return this.#kept.has(key);
	}

	get(key: string, make: () => Promise<T>): Promise<T> {
		const known = this.#kept.get(key);
		// Asked for again: the newest once more.
		if (known) this.#kept.delete(key);
		const kept = known ?? { made: make(), weight: this.#weigh ? 0 : 1 };
		this.#kept.set(key, kept);
		if (!known) {
			this.#weight += kept.weight;
			const isKept = () => this.#kept.get(key) === kept;
			kept.made.then(
				(made) => {
					if (!this.#weigh || !isKept()) return;
					kept.weight = this.#weigh(made);
					this.#weight += kept.weight;
					this.#drop();
				},
				() => isKept() && this.#forget(key, kept.weight)
			);
			this.#drop();
		}
		return kept.made;
	}

	/** The oldest go until the rest is light enough. */
	#drop(): void {
		for (const [key, { weight }] of this.#kept) {
			if (this.#weight <= this.#most) return;
			this.#forget(key, weight);
		}
	}

	#forget(key: string, weight: number): void {
		this.#kept.delete(key);
		this.#weight -= weight;
	}
}
