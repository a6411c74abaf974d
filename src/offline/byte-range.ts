/**
 * One range of a `Range` header (RFC 9110, 14.1.2): "bytes=0-99", "bytes=100-", "bytes=-5".
 * @returns the first and the last byte, or null when the file has none of it or the header is of another kind
 */
export function byteRange(header: string, size: number): { first: number; last: number } | null {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
	const [from, to] = [match?.[1] ?? '', match?.[2] ?? ''];
	if (from === '' && to === '') return null;
	const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
	const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
	return first <= last && first < size ? { first, last } : null;
}
