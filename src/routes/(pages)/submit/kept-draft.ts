/** The draft on this device: kept as typed until it is sent or thrown away. Browser only; never throws. */
import * as v from 'valibot';
import { isBlank, readDraft, type Draft } from '#lib/domain/draft.ts';
import { MEDIA_KINDS } from '#lib/domain/media-kind.ts';
import type { ChosenMedia } from '#lib/ui/media/chosen-media.ts';

const NAME = 'fronts-draft';

export type Kept = {
	draft: Draft;
	/** Uploaded for it already. Only what names them is kept, no picture. */
	files: ChosenMedia[];
	/** It was sent, and the network was gone: sent again with the same key when it is back. */
	isWaiting: boolean;
};

const FilesSchema = v.array(
	v.object({
		id: v.string(),
		upload_key: v.string(),
		kind: v.picklist(MEDIA_KINDS),
		width: v.number(),
		height: v.number(),
		duration: v.nullable(v.number()),
		facts: v.object({
			taken_at: v.nullable(v.string()),
			taken_local: v.nullable(v.string()),
			point: v.nullable(v.strictTuple([v.number(), v.number()])),
			camera: v.nullable(v.string())
		}),
		seen_in: v.array(v.number()),
		sensitive: v.boolean(),
		alt: v.string()
	})
);

/** @param key for a draft that has none */
export function keptDraft(key: string, now: string): Kept | null {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null');
		if (typeof kept !== 'object' || kept === null || !('draft' in kept)) return null;
		const fields = (typeof kept.draft === 'object' && kept.draft !== null ? kept.draft : {}) as Record<
			string,
			unknown
		>;
		const draft = readDraft((name) => fields[name], key, now);
		const read = v.safeParse(FilesSchema, 'files' in kept ? kept.files : []);
		const files = read.success ? read.output.map((file) => ({ ...file, preview: null })) : [];
		const isWaiting = 'isWaiting' in kept && kept.isWaiting === true;
		return isBlank(draft) && files.length === 0 ? null : { draft, files, isWaiting };
	} catch {
		return null;
	}
}

export function keep(kept: Kept): void {
	try {
		const files = kept.files.map((file) => ({ ...file, preview: null }));
		if (isBlank(kept.draft) && files.length === 0) localStorage.removeItem(NAME);
		else localStorage.setItem(NAME, JSON.stringify({ ...kept, files }));
	} catch {
		// Full, or not allowed: the page still has it.
	}
}

export function forget(): void {
	try {
		localStorage.removeItem(NAME);
	} catch {
		// Then there is nothing to forget.
	}
}
