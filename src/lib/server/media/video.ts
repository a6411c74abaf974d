/**
 * MP4 and QuickTime films, kept as they were encoded and cleaned in place: no byte moves, so that no offset has to be
 * rewritten. What is not on the list of boxes a player needs becomes a `free` box of zeros (places, makers, names,
 * dates); tracks that are neither picture nor sound go the same way (a phone's or a drone's log of positions); and of
 * the film's data only what a kept track plays stays, all else is zeroed. To encode anew would be surer and needs a
 * program we do not ship. What an encoder wrote into the pictures themselves (SEI messages) stays.
 */
import type { LngLat } from '#lib/domain/location.ts';
import { MEDIA_LIMITS } from '#lib/domain/limits.ts';
import { NO_FACTS, type MediaFacts } from '#lib/domain/media.ts';
import { fieldsOf, notUnderstood, readBoxes, type Box } from './boxes.ts';
import { pointOf } from './facts.ts';
import { Refused } from './refusal.ts';

export type CleanVideo = {
	bytes: Buffer;
	width: number;
	height: number;
	/** Seconds. */
	duration: number;
	facts: MediaFacts;
};

/** What a player needs, by the box it is in. Everything else goes. */
const KEPT: Record<string, readonly string[]> = {
	file: ['ftyp', 'moov', 'mdat'],
	moov: ['mvhd', 'trak'],
	trak: ['tkhd', 'edts', 'mdia'],
	edts: ['elst'],
	mdia: ['mdhd', 'hdlr', 'minf'],
	minf: ['vmhd', 'smhd', 'hdlr', 'dinf', 'stbl'],
	dinf: ['dref'],
	stbl: ['stsd', 'stts', 'ctts', 'cslg', 'stss', 'stps', 'sdtp', 'stsc', 'stsz', 'stco', 'co64']
};
/** A film in pieces, or with a compressed index: nothing a camera makes. */
const REFUSED = ['moof', 'mvex', 'sidx', 'styp', 'mfra', 'cmov', 'stz2'];
const MOST_TRACKS = 16;
/** Pixels of a side, and characters of metadata that are searched for a place. */
const LARGEST_SIDE = 8_192;
const SEARCHED = 1_000_000;

type Span = [from: number, to: number];

/** @throws Refused when it is too long, or not understood to the last box */
export function cleanVideo(received: Uint8Array): CleanVideo {
	const file = Buffer.from(received);
	const top = readBoxes(file, 0, file.length);
	const films = top.filter(({ type }) => type === 'moov');
	const data = top.filter(({ type }) => type === 'mdat');
	if (films.length !== 1 || data.length === 0) throw notUnderstood('no film, or several');
	const facts = factsOf(file, [...top, ...readBoxes(file, films[0]!.body, films[0]!.end)]);
	const inFilm = keepOnly(file, films[0]!);
	const header = only(inFilm, 'mvhd');
	let duration = secondsOf(file, header);
	const tracks = inFilm.filter(({ type }) => type === 'trak');
	if (tracks.length > MOST_TRACKS) throw notUnderstood('too many tracks');

	const played: Span[] = [];
	let size: { width: number; height: number } | null = null;
	for (const track of tracks) {
		const parts = keepOnly(file, track);
		const media = keepOnly(file, only(parts, 'mdia'));
		const handler = fieldsOf(file, only(media, 'hdlr')).text(8, 4);
		if (handler !== 'vide' && handler !== 'soun') {
			erase(file, track);
			continue;
		}
		const trackHeader = only(parts, 'tkhd');
		if (handler === 'vide') size ??= sizeOf(file, trackHeader);
		duration = Math.max(duration, secondsOf(file, only(media, 'mdhd')));
		// One by one: a hostile table has more than a call can have arguments.
		for (const span of cleanTrack(file, parts, media)) played.push(span);
		zeroTimes(file, trackHeader);
	}
	if (!size) throw notUnderstood('no picture in it');
	if (!(duration > 0)) throw notUnderstood('no duration');
	if (duration > MEDIA_LIMITS.duration) throw new Refused('too_long', `${duration} s`);
	zeroTimes(file, header);
	eraseUnplayed(file, data, played);
	keepOnly(file, { type: 'file', start: 0, body: 0, end: file.length });
	return { bytes: file, ...size, duration: Math.round(duration * 10) / 10, facts };
}

/** Erases what is not on the list for this box. @returns what is left */
function keepOnly(file: Buffer, parent: Box): Box[] {
	const kept = KEPT[parent.type]!;
	return readBoxes(file, parent.body, parent.end).filter((box) => {
		if (REFUSED.includes(box.type)) throw notUnderstood(`"${box.type}" in it`);
		if (kept.includes(box.type)) return true;
		erase(file, box);
		return false;
	});
}

/** A box a player passes over, of the same length. */
function erase(file: Buffer, { start, body, end }: Box): void {
	file.write('free', start + 4, 'latin1');
	file.fill(0, body, end);
}

function only(boxes: readonly Box[], type: string): Box {
	const found = boxes.filter((box) => box.type === type);
	if (found.length !== 1) throw notUnderstood(`${found.length} boxes "${type}"`);
	return found[0]!;
}

/** @returns where in the file lies what the track plays */
function cleanTrack(file: Buffer, parts: readonly Box[], media: readonly Box[]): Span[] {
	for (const edits of parts.filter(({ type }) => type === 'edts')) keepOnly(file, edits);
	zeroTimes(file, only(media, 'mdhd'));
	zeroName(file, only(media, 'hdlr'));
	const information = keepOnly(file, only(media, 'minf'));
	for (const handler of information.filter(({ type }) => type === 'hdlr')) zeroName(file, handler);
	for (const references of information.filter(({ type }) => type === 'dinf')) {
		for (const list of keepOnly(file, references)) {
			// Another file's name or path: what is played lies in this one.
			for (const { start, body, end } of readBoxes(file, list.body + 8, list.end)) {
				file.write('url ', start + 4, 'latin1');
				file.fill(0, body, end);
				if (end - body >= 4) file.writeUInt32BE(1, body);
			}
		}
	}
	return chunksOf(file, keepOnly(file, only(information, 'stbl')));
}

/** Where the samples of a track lie, chunk by chunk (14496-12, 8.7). */
function chunksOf(file: Buffer, table: readonly Box[]): Span[] {
	const sizes = fieldsOf(file, only(table, 'stsz'));
	const runs = fieldsOf(file, only(table, 'stsc'));
	const wide = table.some(({ type }) => type === 'co64');
	const offsets = fieldsOf(file, only(table, wide ? 'co64' : 'stco'));
	const [equal, samples] = [sizes.u32(4), sizes.u32(8)];
	const spans: Span[] = [];
	let sample = 0;
	let run = 0;
	for (let chunk = 1; chunk <= offsets.u32(4); chunk++) {
		while (run + 1 < runs.u32(4) && runs.u32(8 + (run + 1) * 12) <= chunk) run++;
		const count = Math.min(runs.u32(8 + run * 12 + 4), samples - sample);
		let length = equal * count;
		if (equal === 0) for (let i = 0; i < count; i++) length += sizes.u32(12 + (sample + i) * 4);
		sample += count;
		const from = wide ? offsets.u64(8 + (chunk - 1) * 8) : offsets.u32(8 + (chunk - 1) * 4);
		spans.push([from, from + length]);
	}
	return spans;
}

/** @throws Refused when a track plays what is not the film's data */
function eraseUnplayed(file: Buffer, data: readonly Box[], played: Span[]): void {
	played.sort(([a], [b]) => a - b);
	let at = 0;
	for (const { body, end } of data) {
		let kept = body;
		for (; at < played.length && played[at]![0] < end; at++) {
			const [from, to] = played[at]!;
			if (from < body || to > end) throw notUnderstood('a track plays what is no film');
			if (from > kept) file.fill(0, kept, from);
			kept = Math.max(kept, to);
		}
		file.fill(0, kept, end);
	}
	if (at < played.length) throw notUnderstood('a track plays what is not there');
}

/** Of creation and modification; the first fields of all three headers. */
function zeroTimes(file: Buffer, box: Box): void {
	const { version, zero } = fieldsOf(file, box);
	zero(4, version === 1 ? 16 : 8);
}

/** The maker's name for the handler; the handler itself is at 8. */
const zeroName = (file: Buffer, box: Box): void =>
	void file.fill(0, Math.min(box.body + 12, box.end), box.end);

/** The length an `mvhd` or `mdhd` states. */
function secondsOf(file: Buffer, box: Box): number {
	const { version, u32, u64 } = fieldsOf(file, box);
	const [scale, duration] = version === 1 ? [u32(20), u64(24)] : [u32(12), u32(16)];
	return scale === 0 ? 0 : duration / scale;
}

/** As shown: a film held upright says so with its matrix. */
function sizeOf(file: Buffer, header: Box): { width: number; height: number } {
	const { version, i32, u32 } = fieldsOf(file, header);
	const matrix = version === 1 ? 52 : 40;
	const isTurned = i32(matrix) === 0 && i32(matrix + 4) !== 0;
	const [wide, tall] = [u32(matrix + 36) >>> 16, u32(matrix + 40) >>> 16];
	if (!(wide > 0 && tall > 0 && Math.max(wide, tall) <= LARGEST_SIDE))
		throw notUnderstood(`${wide} × ${tall}`);
	return isTurned ? { width: tall, height: wide } : { width: wide, height: tall };
}

/** Seconds from 1904 to 1970: what QuickTime's clock began with. */
const EPOCH_1904 = 2_082_844_800;
/** ISO 6709, as phones write it: "+48.1375+037.7411+120.000/". */
const PLACE = /([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w*)?\//;

function factsOf(file: Buffer, boxes: readonly Box[]): MediaFacts {
	const header = boxes.find(({ type }) => type === 'mvhd');
	if (!header) throw notUnderstood('no header');
	const { version, u32, u64 } = fieldsOf(file, header);
	const created = version === 1 ? u64(4) : u32(4);
	let point: LngLat | null = null;
	for (const { body, end } of boxes.filter(({ type }) => ['udta', 'meta', 'uuid'].includes(type))) {
		const found = PLACE.exec(file.toString('latin1', body, Math.min(end, body + SEARCHED)));
		point ??= found && pointOf(Number(found[2]), Number(found[1]));
	}
	const taken = new Date((created - EPOCH_1904) * 1000);
	const isKnown = created > EPOCH_1904 && taken.getTime() < Date.now();
	return { ...NO_FACTS, point, taken_at: isKnown ? taken.toISOString().replace('.000Z', 'Z') : null };
}
