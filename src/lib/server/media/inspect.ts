/** What a file is, by its content: its name and what the browser says of it are never asked. */
import { fileTypeFromBuffer } from 'file-type';
import { MEDIA_LIMITS } from '#lib/domain/limits.ts';
import type { MediaKind } from '#lib/domain/media-kind.ts';
import { Refused } from './refusal.ts';

const TYPES = {
	'image/jpeg': 'image',
	'image/png': 'image',
	'image/webp': 'image',
	'image/heic': 'image',
	'image/heif': 'image',
	'video/mp4': 'video',
	'video/quicktime': 'video',
	'video/x-m4v': 'video'
} as const satisfies Record<string, MediaKind>;
export type TakenType = keyof typeof TYPES;

export type Inspected = { type: TakenType; kind: MediaKind };

/** @throws Refused when it is nothing we take, is too large, or is another file as well */
export async function inspect(bytes: Uint8Array): Promise<Inspected> {
	if (bytes.length === 0) throw new Refused('empty');
	const mime = (await fileTypeFromBuffer(bytes))?.mime ?? 'not known';
	if (!isTaken(mime)) throw new Refused('wrong_type', mime);
	const kind = TYPES[mime];
	if (bytes.length > MEDIA_LIMITS[kind]) throw new Refused('too_large', `${bytes.length} bytes`);
	const other = kind === 'image' ? otherFileIn(bytes) : null;
	if (other) throw new Refused('hides_another', other);
	return { type: mime, kind };
}

const isTaken = (mime: string): mime is TakenType => Object.hasOwn(TYPES, mime);

/** What no camera writes into a picture, and what browsers and tools would run or open. */
const MARKUP = ['<script', '<!doctype', '<html', '<svg', '<iframe', '<?php', '%pdf-'];

/**
 * What a picture is at the same time. Encoded anew it would be harmless; that somebody made it is reason enough.
 * An ordinary picture says "<x:xmpmeta" of itself, and some phones add a film behind it: neither is meant here.
 */
function otherFileIn(bytes: Uint8Array): string | null {
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').toLowerCase();
	return MARKUP.find((sign) => text.includes(sign)) ?? (endsAsZip(bytes) ? 'zip' : null);
}

/** The end of a ZIP's directory, where it says the directory is (APPNOTE 4.3.16). */
function endsAsZip(bytes: Uint8Array): boolean {
	const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = view.lastIndexOf('PK\x05\x06', undefined, 'latin1');
	if (end < 0 || end + 22 > view.length) return false;
	const directory = end - view.readUInt32LE(end + 12);
	return directory >= 0 && view.toString('latin1', directory, directory + 2) === 'PK';
}
