/** Adler-32 (RFC 1950, section 8.2): any single wrong byte changes it. */
export function adler32(bytes: Uint8Array): number {
	const PRIME = 65_521;
	// So many additions cannot leave 53 bits even when every byte is 255.
	const RUN = 5_552;
	let low = 1;
	let high = 0;
	for (let start = 0; start < bytes.length; start += RUN) {
		const end = Math.min(start + RUN, bytes.length);
		for (let index = start; index < end; index++) {
			low += bytes[index] ?? 0;
			high += low;
		}
		low %= PRIME;
		high %= PRIME;
	}
	return high * 65_536 + low;
}
