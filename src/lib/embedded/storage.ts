/**
 * Where the objects of the embedded Supabase Storage lie: files of the data folder.
 *
 * Lite calls its storage experimental and ships no adapter for files, so this is ours, and small. It is safe to turn on
 * because nothing of it is reachable from outside: requests come from our own server through the same gate and list of
 * paths as those to the database, the only bucket is private, `storage.objects` has row-level security and no policy,
 * so that only the secret key reads or writes, and a name that could lead out of the folder is refused here once more.
 */
import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Of an object as Lite keeps it beside its row. */
type ObjectMetadata = {
	cacheControl: string;
	contentLength: number;
	size: number;
	mimetype: string;
	lastModified: Date;
	eTag: string;
	httpStatusCode: number;
};

const NAME = /^[a-z0-9][a-z0-9-]{0,80}(\.[a-z0-9]{1,8})?$/;

/** The adapter Lite asks for. @param folder where the files lie; made at the first upload */
export function folderStorage(folder: string) {
	/** @throws Error for a name that is not one of ours */
	function pathOf(bucket: string, key: string): string {
		if (!NAME.test(bucket) || !NAME.test(key)) throw new Error('not a name of an object');
		return join(folder, bucket, key);
	}

	async function headObject(bucket: string, key: string): Promise<ObjectMetadata> {
		const { size, mtime } = await stat(pathOf(bucket, key));
		return metadata(size, mtime, `${size}-${mtime.getTime()}`, 'application/octet-stream');
	}

	return {
		driver: null,
		headObject,
		async uploadObject(
			bucket: string,
			key: string,
			_version: string | undefined,
			body: ReadableStream | Uint8Array,
			mimetype: string
		): Promise<ObjectMetadata> {
			const path = pathOf(bucket, key);
			const bytes = new Uint8Array(await new Response(body as BodyInit).arrayBuffer());
			await mkdir(dirname(path), { recursive: true, mode: 0o700 });
			// Written whole or not at all.
			const draft = `${path}.${randomUUID()}`;
			await writeFile(draft, bytes, { mode: 0o600 });
			await rename(draft, path);
			const digest = createHash('sha256').update(bytes).digest('hex');
			return metadata(bytes.length, new Date(), digest, mimetype);
		},
		async getObject(bucket: string, key: string) {
			const head = await headObject(bucket, key);
			return { metadata: head, httpStatusCode: 200, body: await readFile(pathOf(bucket, key)) };
		},
		async deleteObject(bucket: string, key: string): Promise<void> {
			await rm(pathOf(bucket, key), { force: true });
		},
		async deleteObjects(bucket: string, keys: string[]): Promise<void> {
			for (const key of keys) await rm(pathOf(bucket, key), { force: true });
		},
		async copyObject(
			fromBucket: string,
			from: string,
			_version: string | undefined,
			toBucket: string,
			to: string
		) {
			await copyFile(pathOf(fromBucket, from), pathOf(toBucket, to));
			return headObject(toBucket, to);
		},
		privateAssetUrl(): Promise<string> {
			throw new Error('files of the data folder have no address');
		}
	};
}

const metadata = (size: number, lastModified: Date, eTag: string, mimetype: string): ObjectMetadata => ({
	cacheControl: 'no-store',
	contentLength: size,
	size,
	mimetype,
	lastModified,
	eTag: `"${eTag}"`,
	httpStatusCode: 200
});
