import { encode } from 'uqr';

/** Modules of quiet ground around the code (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/** A text as a QR code: one path of unit squares, and the side of the square it lies in. */
export function qrPath(text: string): { path: string; side: number } {
	const { data, size } = encode(text, { ecc: 'M', border: 0 });
	const squares = data.flatMap((row, y) =>
		row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))
	);
	return { path: squares.join(''), side: size + 2 * QUIET };
}
