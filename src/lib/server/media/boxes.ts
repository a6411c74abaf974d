/** The boxes an MP4 or QuickTime file is made of (ISO/IEC 14496-12, 4.2): read with every length doubted. */
import { Refused } from './refusal.ts';

/** Bytes from the file's beginning: `start` of the box, `body` of what it holds, `end` behind it. */
export type Box = { type: string; start: number; body: number; end: number };

const MOST_BOXES = 10_000;

/** The boxes between two positions. @throws Refused when they do not fill it exactly */
export function readBoxes(file: Buffer, from: number, to: number): Box[] {
	const boxes: Box[] = [];
	for (let start = from; start < to;) {
		// QuickTime ends some lists with four zero bytes.
		if (to - start === 4 && file.readUInt32BE(start) === 0) break;
		if (to - start < 8 || boxes.length >= MOST_BOXES) throw notUnderstood('a box is cut off');
		const short = file.readUInt32BE(start);
		const type = file.toString('latin1', start + 4, start + 8);
		if (short === 1 && to - start < 16) throw notUnderstood('a box is cut off');
		const size = short === 1 ? Number(file.readBigUInt64BE(start + 8)) : short === 0 ? to - start : short;
		const body = start + (short === 1 ? 16 : 8);
		if (start + size < body || start + size > to) throw notUnderstood(`"${type}" is longer than its place`);
		boxes.push({ type, start, body, end: start + size });
		start += size;
	}
	return boxes;
}

export const notUnderstood = (detail: string): Refused => new Refused('video_not_understood', detail);

/** Numbers of a box, each position checked against its end. @throws Refused when it is too short */
export const fieldsOf = (file: Buffer, { type, body, end }: Box) => {
	const at = (offset: number, length: number): number => {
		if (body + offset + length > end) throw notUnderstood(`"${type}" is too short`);
		return body + offset;
	};
	return {
		version: file[at(0, 4)]!,
		u32: (offset: number) => file.readUInt32BE(at(offset, 4)),
		i32: (offset: number) => file.readInt32BE(at(offset, 4)),
		u64: (offset: number) => Number(file.readBigUInt64BE(at(offset, 8))),
		text: (offset: number, length: number) =>
			file.toString('latin1', at(offset, length), body + offset + length),
		zero: (offset: number, length: number) => void file.fill(0, at(offset, length), body + offset + length)
	};
};
