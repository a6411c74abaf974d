/** The one file of an upload, read into memory and never to disk: it may say where its sender stood. */
import { MEDIA_LIMITS } from '#lib/domain/media.ts';
import { Refused } from './refusal.ts';

/** Uploads at a time, of up to 50 MB each; more are asked to come again. */
const AT_ONCE = 6;
let underWay = 0;

/** @throws Refused when there is no file, or too many come at once */
export async function receiveFile(request: Request): Promise<Uint8Array> {
	if (underWay >= AT_ONCE) throw new Refused('busy');
	underWay++;
	try {
		const form = await request.formData().catch((error: Error) => {
			throw new Refused('empty', error.message);
		});
		const file = form.get('file');
		if (!(file instanceof File)) throw new Refused('empty', 'no file in the form');
		if (file.size > MEDIA_LIMITS.video) throw new Refused('too_large', `${file.size} bytes`);
		return new Uint8Array(await file.arrayBuffer());
	} finally {
		underWay--;
	}
}
