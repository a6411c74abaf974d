/** Keeps what was made last; the same thing asked for twice at once is made once. */
export class RecentlyMade<T> {
	readonly #most: number;
	readonly #kept = new Map<string, Promise<T>>();

	constructor(most: number) {
		this.#most = most;
	}

	/** What is being made meanwhile is given to those who wait for it, and not kept. */
	clear(): void {
		this.#kept.clear();
	}

	get(key: string, make: () => Promise<T>): Promise<T> {
		const known = this.#kept.get(key);
		// Asked for again: the newest once more.
		if (known) this.#kept.delete(key);
		const made = known ?? make();
		this.#kept.set(key, made);
		if (!known) {
			made.catch(() => this.#kept.get(key) === made && this.#kept.delete(key));
			if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!);
		}
		return made;
	}
}
