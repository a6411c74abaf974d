/** Sending files for a report that is not sent yet, and taking them back. Browser only. */
import { MEDIA_LIMITS } from '#lib/domain/limits.ts';
import type { UploadedMedia } from '#lib/domain/media.ts';
import type { Lang } from '#lib/domain/view.ts';
import { refusalWords } from './media-words.ts';

export type Upload =
	| { outcome: 'taken'; media: UploadedMedia }
	/** Why not, in the reader's words. */
	| { outcome: 'refused'; message: string }
	/** The connection was lost, or the server cannot answer. */
	| { outcome: 'failed' };

/** @param onprogress gets 0 to 1 as the file leaves the device */
export function uploadFile(file: File, lang: Lang, onprogress: (part: number) => void): Promise<Upload> {
	// Not to spend somebody's airtime on what will be refused.
	if (file.size > MEDIA_LIMITS.video)
		return Promise.resolve({ outcome: 'refused', message: refusalWords('too_large', lang) });
	const form = new FormData();
	form.set('file', file);
	return new Promise((resolve) => {
		// `fetch` does not say how much has left the device.
		const request = new XMLHttpRequest();
		request.open('POST', `/submit/media?lang=${lang}`);
		request.responseType = 'json';
		request.upload.onprogress = ({ loaded, total }) => onprogress(loaded / total);
		request.onerror = () => resolve({ outcome: 'failed' });
		request.onload = () => {
			const { status } = request;
			const answer = request.response as (UploadedMedia & { message?: string }) | null;
			if (status === 201 && answer) resolve({ outcome: 'taken', media: answer });
			else if (answer?.message) resolve({ outcome: 'refused', message: answer.message });
			else resolve({ outcome: 'failed' });
		};
		request.send(form);
	});
}

/** What could not be removed now is removed by the server within a day. */
export async function removeUpload({
	id,
	upload_key
}: Pick<UploadedMedia, 'id' | 'upload_key'>): Promise<void> {
	await fetch(`/submit/media/${id}`, { method: 'DELETE', headers: { 'upload-key': upload_key } }).catch(
		() => {}
	);
}
