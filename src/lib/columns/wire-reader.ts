/** 32 bits, and one more for the sign of a difference, in groups of seven. */
const LONGEST_VARINT = 5;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads numbers and words of the wire format and trusts none of them: `pbf`'s reader does not stop at the end of its
 * bytes. Every method throws an error that says at which byte and what is wrong.
 */
export class WireReader {
	readonly #bytes: Uint8Array;
	#position: number;

	constructor(bytes: Uint8Array, position: number) {
		this.#bytes = bytes;
		this.#position = position;
	}

	get left(): number {
		return this.#bytes.length - this.#position;
	}

	byte(): number {
		const byte = this.#bytes[this.#position];
		if (byte === undefined) this.fail('the bytes end too early');
		this.#position++;
		return byte;
	}

	/** 0 to 2^35 - 1. */
	varint(): number {
		let value = 0;
		for (let group = 0; group < LONGEST_VARINT; group++) {
			const byte = this.byte();
			value += (byte & 0x7f) * 2 ** (7 * group);
			if (byte < 0x80) return value;
		}
		this.fail('a number is longer than any there can be');
	}

	/** A number of either sign: 0, -1, 1, -2 … are written 0, 1, 2, 3 … */
	signed(): number {
		const value = this.varint();
		return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
	}

	/** A number below a limit. */
	below(limit: number, what: string): number {
		return this.within(this.varint(), 0, limit - 1, what);
	}

	within(value: number, low: number, high: number, what: string): number {
		if (value < low || value > high) this.fail(`${what} ${value} is not within ${low} and ${high}`);
		return value;
	}

	/** How many items follow, of at least so many bytes each: nothing is set aside for more than can be there. */
	count(bytesEach: number, what: string): number {
		return this.fitting(this.varint(), bytesEach, what);
	}

	fitting(count: number, bytesEach: number, what: string): number {
		if (count * bytesEach > this.left) this.fail(`${count} ${what} cannot fit in ${this.left} bytes`);
		return count;
	}

	text(): string {
		const length = this.count(1, 'bytes of text');
		const text = this.#bytes.subarray(this.#position, this.#position + length);
		this.#position += length;
		try {
			return decoder.decode(text);
		} catch {
			this.fail('a word is not UTF-8');
		}
	}

	fail(problem: string): never {
		throw new Error(`report columns cannot be read: ${problem} (byte ${this.#position})`);
	}
}
