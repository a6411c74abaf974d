/** The address in each letter that ends them: signed, so that nobody ends another's, and good for ever. */
import { timingSafeEqual } from 'node:crypto';
import type { OwnSecret } from '../own-secret.ts';

const PURPOSE = 'stop letters';
/** Bytes of an account's id, and of the signature. */
const ID = 16;
const SIGNATURE = 16;

export type StopLinks = {
	/** The last part of the address for a person's id. */
	tokenOf(person: string): string;
	/** The id; null where the token was not made here. */
	personOf(token: string): string | null;
};

export function openStopLinks(secret: OwnSecret): StopLinks {
	const signatureOf = (person: string) => secret.derive(PURPOSE, person).subarray(0, SIGNATURE);
	return {
		tokenOf: (person) =>
			Buffer.concat([Buffer.from(person.replaceAll('-', ''), 'hex'), signatureOf(person)]).toString(
				'base64url'
			),
		personOf(token) {
			const bytes = Buffer.from(token, 'base64url');
			if (bytes.length !== ID + SIGNATURE) return null;
			const person = bytes
				.toString('hex', 0, ID)
				.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
			return timingSafeEqual(signatureOf(person), bytes.subarray(ID)) ? person : null;
		}
	};
}
