/** Keeps what was made last; the same thing asked for twice at once is made once. */
export class Recent<T> {
	readonly #most: number;
	readonly #kept = new Map<string, Promise<T>>();

	constructor(most: number) {
		this.#most = most;
	}

	get(key: string, make: () => Promise<T>): Promise<T> {
		const known = this.#kept.get(key);
		// Asked for again: the newest once more.
		if (known) this.#kept.delete(key);
		const made = known ?? make();
		this.#kept.set(key, made);
		if (!known) {
			made.catch(() => this.#kept.delete(key));
			if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!);
		}
		return made;
	}
}
