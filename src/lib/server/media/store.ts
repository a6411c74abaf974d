/** Where the bytes are: a private bucket of Supabase Storage, spoken to by our server alone. */
import type { Backend } from '../database.ts';

type Service = Pick<Backend, 'service'>;

const BUCKET = 'media';

/** Makes the bucket at the first start. @throws Error when it cannot */
export async function openStore({ service }: Service): Promise<void> {
	const { error } = await service.storage.createBucket(BUCKET, { public: false });
	if (error && !/exists/i.test(error.message)) throw new Error(`media: ${error.message}`, { cause: error });
}

const nameOf = (id: string, isPreview: boolean): string => (isPreview ? `${id}.preview` : id);

/** @throws Error when they could not be kept */
export async function put(
	{ service }: Service,
	id: string,
	bytes: Buffer,
	type: string,
	isPreview = false
): Promise<void> {
	const { error } = await service.storage
		.from(BUCKET)
		.upload(nameOf(id, isPreview), bytes, { contentType: type });
	if (error) throw new Error(`media: ${error.message}`, { cause: error });
}

/** Null where there are none. */
export async function get({ service }: Service, id: string, isPreview = false): Promise<Uint8Array | null> {
	const { data } = await service.storage.from(BUCKET).download(nameOf(id, isPreview));
	return data && new Uint8Array(await data.arrayBuffer());
}

/** @throws Error when they could not be removed; that some are not there is none */
export async function remove({ service }: Service, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	const names = ids.flatMap((id) => [nameOf(id, false), nameOf(id, true)]);
	const { error } = await service.storage.from(BUCKET).remove(names);
	if (error) throw new Error(`media: ${error.message}`, { cause: error });
}
