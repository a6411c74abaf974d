import type { MediaRefusal } from '#lib/domain/media.ts';

/** A file that is not taken, and why; the message is for the log. */
export class Refused extends Error {
	readonly reason: MediaRefusal;
	constructor(reason: MediaRefusal, detail: string = reason) {
		super(detail);
		this.reason = reason;
	}
}
