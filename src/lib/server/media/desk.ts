/** What routes ask of media; the key that opens the store stays behind it. */
import type { Logger } from 'pino';
import type { UploadedMedia } from '#lib/domain/media.ts';
import type { Backend, Database } from '../database.ts';
import { RecentlyMade } from '../recently-made.ts';
import { discard, upload } from './media.ts';
import * as store from './store.ts';
import { startSweeping } from './sweeping.ts';

export type MediaDesk = {
	/** @throws Refused with the reason */
	upload(db: Database, received: Uint8Array, uploader: string | null): Promise<UploadedMedia>;
	discard(db: Database, id: string, key: string): Promise<boolean>;
	/** Null where there are none. Who may see them is asked before. */
	bytesOf(id: string, isPreview: boolean): Promise<Uint8Array | null>;
	close(): Promise<void>;
};

/** Files of which a player asks part after part. */
const KEPT = 3;

/** @throws Error when the store cannot be opened */
export async function openMedia(backend: Pick<Backend, 'service'>, log: Logger): Promise<MediaDesk> {
	await store.openStore(backend);
	const recent = new RecentlyMade<Uint8Array | null>(KEPT);
	return {
		upload: (db, received, uploader) => upload(backend, db, received, uploader),
		discard: (db, id, key) => discard(backend, db, id, key),
		bytesOf: (id, isPreview) =>
			isPreview ? store.get(backend, id, true) : recent.get(id, () => store.get(backend, id)),
		close: startSweeping(backend, log)
	};
}
