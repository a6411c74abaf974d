/** Lines of a GeoNames file, as text or inside the zip it is downloaded as, one after another whatever its size. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { openPromise, type Entry } from 'yauzl';
import { GeoNamesError } from './geonames.ts';

export type Line = {
	text: string;
	/** "UA.txt:120": for whoever has to look it up. */
	where: string;
	/** 0…1: how much of the file has been read. */
	part: number;
};

/** The readme travels in every zip of GeoNames. */
const NOT_DATA = /(?:readme|iso-?languagecodes)\.txt$/i;

/**
 * Lines of a `.txt`, or of the one data file in a `.zip`. Blank lines are passed over.
 * @throws GeoNamesError naming the file, where it cannot be opened, is no UTF-8 or is a damaged zip
 */
export async function* linesOf(path: string): AsyncGenerator<Line> {
	const { stream, name, size } = await open(path);
	let read = 0;
	stream.on('data', (chunk: Buffer) => (read += chunk.length));
	const lines = createInterface({ input: stream, crlfDelay: Infinity });
	// A failing stream does not fail the reader of its lines.
	const failed = new Promise<never>((_, reject) => stream.once('error', reject));
	failed.catch(() => {});
	const each = lines[Symbol.asyncIterator]();
	let number = 0;
	try {
		for (;;) {
			const next = await Promise.race([each.next(), failed]);
			if (next.done) break;
			number++;
			const where = `${name}:${number}`;
			if (next.value.includes('\uFFFD')) throw new GeoNamesError(`${where}: not UTF-8`);
			if (next.value.trim() !== '') yield { text: next.value, where, part: size ? read / size : 1 };
		}
		if (stream.errored) throw stream.errored;
	} catch (error) {
		if (error instanceof GeoNamesError) throw error;
		throw new GeoNamesError(`${name}: ${(error as Error).message} (after line ${number})`, { cause: error });
	} finally {
		lines.close();
		stream.destroy();
	}
}

async function open(path: string): Promise<{ stream: Readable; name: string; size: number }> {
	const name = basename(path);
	const { size } = await stat(path).catch((error: Error) => {
		throw new GeoNamesError(`${path}: ${error.message}`, { cause: error });
	});
	if (!/\.zip$/i.test(path)) return { stream: createReadStream(path), name, size };
	try {
		const { entry, stream } = await dataOfZip(path);
		return { stream, name: `${name}/${entry.fileName}`, size: entry.uncompressedSize };
	} catch (error) {
		if (error instanceof GeoNamesError) throw error;
		throw new GeoNamesError(`${name}: no readable zip: ${(error as Error).message}`, { cause: error });
	}
}

async function dataOfZip(path: string): Promise<{ entry: Entry; stream: Readable }> {
	const zip = await openPromise(path, { autoClose: false });
	const data: Entry[] = [];
	for await (const entry of zip.eachEntry()) {
		if (/\.txt$/i.test(entry.fileName) && !NOT_DATA.test(entry.fileName)) data.push(entry);
	}
	const [entry, ...others] = data;
	if (!entry || others.length > 0) {
		zip.close();
		const found = data.map(({ fileName }) => fileName).join(', ') || 'none';
		throw new GeoNamesError(`${basename(path)}: must hold one data file (.txt), found ${found}`);
	}
	const stream = await zip.openReadStreamPromise(entry);
	stream.once('close', () => zip.close());
	return { entry, stream };
}

/** SHA-256 over all files in order, hexadecimal. */
export async function hashOf(paths: readonly string[], salt: string): Promise<string> {
	const hash = createHash('sha256').update(salt);
	for (const path of paths) {
		const own = createHash('sha256');
		try {
			for await (const chunk of createReadStream(path)) own.update(chunk as Buffer);
		} catch (error) {
			throw new GeoNamesError(`${path}: ${(error as Error).message}`, { cause: error });
		}
		hash.update(own.digest());
	}
	return hash.digest('hex');
}
