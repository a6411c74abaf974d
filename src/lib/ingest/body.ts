/** Reading a response body within limits of size; time is the caller's. */
import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, constants } from 'node:zlib';

export class BodyTooLarge extends Error {
	override name = 'BodyTooLarge';
}

/** What `readBody` understands, for the request header. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

/**
 * The decoded body. Counts decoded bytes as they come, so a small compressed body cannot grow in memory.
 * @param limit bytes, decoded
 * @throws BodyTooLarge, or the error of a broken stream or encoding
 */
export async function readBody(
	stream: Readable,
	encoding: string | undefined,
	limit: number
): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const decoders = decodersOf(encoding);
	let decoded: Readable = stream;
	for (const decoder of decoders) {
		const input: Readable = decoded;
		input.on('error', (error) => decoder.destroy(error));
		decoded = input.pipe(decoder);
	}
	try {
		for await (const chunk of decoded) {
			size += (chunk as Uint8Array).length;
			if (size > limit) throw new BodyTooLarge(`larger than ${Math.round(limit / 1_000_000)} MB`);
			chunks.push(chunk as Uint8Array);
		}
	} finally {
		for (const each of [stream, ...decoders]) each.destroy();
	}
	return new Uint8Array(Buffer.concat(chunks, size));
}

/** "gzip, br" was applied in that order, so it is undone from the end. More than two are nobody's honest answer. */
function decodersOf(encoding = ''): Transform[] {
	const names = encoding
		.toLowerCase()
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name && name !== 'identity');
	if (names.length > 2) throw new Error(`the body is encoded ${names.length} times over`);
	return names.reverse().map((name) => {
		if (name === 'gzip' || name === 'x-gzip') return createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
		if (name === 'deflate') return createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
		if (name === 'br') return createBrotliDecompress();
		throw new Error(`the body is encoded as ${name}, which was not asked for`);
	});
}
