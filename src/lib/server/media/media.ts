/** Pictures and videos of reports: uploaded before their report is sent, shown when a moderator says so. */
import { createHash, randomBytes } from 'node:crypto';
import type { ProofInput } from '#lib/domain/geolocation-proof.ts';
import type { MediaKind } from '#lib/domain/media-kind.ts';
import type { UploadedMedia } from '#lib/domain/media.ts';
import { call, type Backend, type Database } from '../database.ts';
import { Refused } from './refusal.ts';
import * as store from './store.ts';
import { takeIn, type Cleaned } from './workshop.ts';

/** What is stored of an upload key: 256 random bits need no salt. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Takes a file in, cleaned, for a report that is still to be sent.
 * @param db as the person who sends it
 * @throws Refused with the reason; Error when it could not be stored
 */
export async function upload(
	backend: Pick<Backend, 'service'>,
	db: Database,
	received: Uint8Array,
	uploader: string | null = null
): Promise<UploadedMedia> {
	const cleaned = await takeIn(received);
	const key = randomBytes(32).toString('base64url');
	const id = await call<string>(backend.service, 'keep_media', {
		...{ facts: factsOf(cleaned), key_hash: hashOfKey(key), uploader }
	}).catch(refuse);
	try {
		await store.put(backend, id, cleaned.bytes, cleaned.mime);
		if (cleaned.preview) await store.put(backend, id, cleaned.preview, 'image/webp', true);
	} catch (error) {
		await discard(backend, backend.service, id, key);
		throw error;
	}
	const { kind, width, height, duration, facts, preview } = cleaned;
	return {
		...{ id, upload_key: key, kind, width, height, duration, facts },
		preview: preview && `data:image/webp;base64,${preview.toString('base64')}`,
		seen_in: await call<number[]>(db, 'seen_before', { key_hash: hashOfKey(key) })
	};
}

/** The embedded database gives all refusals one code, so the sentences count. */
function refuse(error: Error): never {
	if (/are not taken|nothing can be changed/.test(error.message)) throw new Refused('closed', error.message);
	if (/too many files wait/.test(error.message)) throw new Refused('busy', error.message);
	throw error;
}

const factsOf = ({ kind, mime, width, height, duration, bytes, sha256Received, sha256, phash }: Cleaned) => ({
	...{ kind, mime, width, height, sha256, phash },
	duration_s: duration,
	bytes: bytes.length,
	sha256_received: sha256Received
});

/** Takes an upload back that was not sent. False where there is none with that key. */
export async function discard(
	backend: Pick<Backend, 'service'>,
	db: Database,
	id: string,
	key: string
): Promise<boolean> {
	const isOurs = await call<boolean>(db, 'discard_media', { media_id: id, key_hash: hashOfKey(key) });
	if (isOurs) await sweep(backend);
	return isOurs;
}

/** Removes uploads that nobody will send any more. @returns how many */
export async function sweep(backend: Pick<Backend, 'service'>): Promise<number> {
	const ids = await call<string[]>(backend.service, 'abandoned_media');
	if (ids.length === 0) return 0;
	await store.remove(backend, ids);
	return call<number>(backend.service, 'forget_media', { ids });
}

export type FileToAttach = { upload_key: string; sensitive: boolean; alt: string | null };

const toRow = ({ upload_key, ...stated }: FileToAttach) => ({ key_hash: hashOfKey(upload_key), ...stated });

/**
 * Gives uploads to the report they were made for, right after it was sent; the same again changes nothing.
 * @param db as the person who sent it
 * @param receiptHash where that was without an account
 * @returns the ids, and how many are known no longer
 */
export const attach = (
	db: Database,
	reportId: number,
	files: readonly FileToAttach[],
	receiptHash: string | null = null
): Promise<{ attached: string[]; missing: number }> =>
	call(db, 'attach_media', {
		report_id: reportId,
		files: files.map(toRow),
		receipt_hash: receiptHash
	});

/** As above, of what was offered to a report that is public. */
export const attachToOffer = (
	db: Database,
	files: readonly FileToAttach[],
	receiptHash: string
): Promise<{ attached: string[]; missing: number }> =>
	call(db, 'attach_offered_media', { files: files.map(toRow), receipt_hash: receiptHash });

export type MediaFile = { kind: MediaKind; mime: string; is_public: boolean };

/** What a file is, where the person who asks may see it; else null. */
export const find = (db: Database, id: string): Promise<MediaFile | null> =>
	call(db, 'media_file', { media_id: id });

export type Proposed =
	| { outcome: 'proposed'; id: number }
	| { outcome: 'refused'; path: string }
	/** Reports are closed or gone, or enough proofs of this one wait. */
	| { outcome: 'closed' };

/** Proposes why a report happened where it says. The same again makes no second one. */
export async function propose(
	db: Database,
	reportId: number,
	{ key, files, ...stated }: ProofInput,
	receiptHash: string | null = null
): Promise<Proposed> {
	try {
		const id = await call<number>(db, 'add_proof', {
			report_id: reportId,
			facts: { ...stated, media: files.map(toRow) },
			idempotency_key: key,
			receipt_hash: receiptHash
		});
		return { outcome: 'proposed', id };
	} catch (error) {
		const { message } = error as Error;
		const field = /(\w+) cannot be taken as it is/.exec(message)?.[1];
		if (field) return { outcome: 'refused', path: field };
		if (CLOSED.test(message)) return { outcome: 'closed' };
		throw error;
	}
}

const CLOSED =
	/no such report|takes no proof|not taken at the moment|nothing can be changed|wait to be looked at|used for another proof/;
