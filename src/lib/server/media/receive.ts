/** The one file of an upload, read into memory and never to disk: it may say where its sender stood. */
import { MEDIA_LIMITS } from '#lib/domain/limits.ts';
import { Refused } from './refusal.ts';

/** Uploads at a time, of up to 50 MB each; more are asked to come again. */
const AT_ONCE = 8;
/** Of them from one address: a slow sender, or one that pretends to be, does not hold up all others. */
const FROM_ONE_PLACE = 2;

/** Addresses of uploads while they come in, and no longer. */
const underWay: string[] = [];

/** @throws Refused when there is no file, or too many come at once */
export async function receiveFile(request: Request, address: string): Promise<Uint8Array> {
	const fromThere = underWay.filter((other) => other === address).length;
	if (underWay.length >= AT_ONCE || fromThere >= FROM_ONE_PLACE) throw new Refused('busy');
	underWay.push(address);
	try {
		const form = await request.formData().catch(refuse);
		const file = form.get('file');
		if (!(file instanceof File)) throw new Refused('empty', 'no file in the form');
		if (file.size > MEDIA_LIMITS.video) throw new Refused('too_large', `${file.size} bytes`);
		return new Uint8Array(await file.arrayBuffer());
	} finally {
		underWay.splice(underWay.indexOf(address), 1);
	}
}

/** The server's own limit of a body (BODY_SIZE_LIMIT) says so in its message alone. */
function refuse({ message }: Error): never {
	throw new Refused(/exceed/.test(message) ? 'too_large' : 'empty', message);
}
