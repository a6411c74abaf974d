import { mediaAnswer } from './answer.ts';
import type { MediaDesk } from './desk.ts';
import * as media from './media.ts';
import type { Database } from '../database.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A file, or its preview, for whoever may see it; null for everybody else, and for what is not there. */
export async function serveMedia(
	request: Request,
	id: string,
	isPreview: boolean,
	{ db, media: desk }: { db: Database; media: MediaDesk }
): Promise<Response | null> {
	const file = ID.test(id) ? await media.find(db, id) : null;
	const bytes = file && (await desk.bytesOf(id, isPreview));
	if (!file || !bytes) return null;
	return mediaAnswer(request, { ...file, id, bytes, mime: isPreview ? 'image/webp' : file.mime });
}
