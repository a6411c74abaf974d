/** The distinct sets of sources that reports cite: thousands of reports share a few hundred of them. */
export class SourceSets {
	readonly #sets: (readonly string[])[] = [];
	readonly #numbers = new Map<string, number>();

	get size(): number {
		return this.#sets.length;
	}

	/** The number of a set, which is added when it is new. */
	numberOf(slugs: readonly string[]): number {
		const key = JSON.stringify(slugs);
		const known = this.#numbers.get(key);
		if (known !== undefined) return known;
		this.#numbers.set(key, this.#sets.length);
		return this.#sets.push([...slugs]) - 1;
	}

	slugsOf(number: number): readonly string[] {
		return this.#sets[number] ?? [];
	}

	/** A 1 for each set that names at least one of the slugs, a 0 for the others. */
	naming(slugs: readonly string[]): Uint8Array {
		const wanted = new Set(slugs);
		return Uint8Array.from(this.#sets, (set) => (set.some((slug) => wanted.has(slug)) ? 1 : 0));
	}
}
