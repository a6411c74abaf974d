/**
 * The letters people ask for: to sign in, to confirm an address, to choose a password. Whoever asks is answered at once
 * and in the same words; whether the address has an account shows in the mailbox alone.
 */
import type { Logger } from 'pino';
import type { Lang } from '#lib/domain/view.ts';
import type { Database } from '../database.ts';
import { linkLetter, type LinkLetter } from './letter.ts';
import { linkAddress, linkToken, mailboxOf, type LinkToken } from './links.ts';
import type { Letter, Sender } from './sender.ts';

/** `next`: where on this site the reader was going. */
type Asked = { email: string; lang: Lang; next?: string | null };

export type PostOffice = {
	signInLink(asked: Asked): void;
	/** A link to choose a password with, whether or not there was one. */
	newPassword(asked: Asked): void;
	/** Makes an account that can be used once its address is confirmed; who has one is told so. */
	join(asked: Asked & { password: string }): void;
};

type Options = { service: Database; sender: Sender; origin: string; log: Pick<Logger, 'error'> };

export function openPostOffice({ service, sender, origin, log }: Options): PostOffice {
	const inBackground = (write: () => Promise<Letter | null>): void => {
		write().then(
			(letter) => letter && sender.post(letter),
			(error: unknown) => log.error({ err: error }, 'a letter could not be written')
		);
	};

	const letter = (kind: LinkLetter, { email, lang, next }: Asked, link: LinkToken): Letter =>
		linkLetter(kind, email, lang, linkAddress(origin, link, { ...(next && { next }), lang }));

	const recovery = async (kind: LinkLetter, asked: Asked): Promise<Letter> =>
		letter(kind, asked, await linkToken(service, { type: 'recovery', email: asked.email }));

	return {
		signInLink: (asked) =>
			inBackground(async () => {
				const mailbox = await mailboxOf(service, asked.email);
				if (!mailbox) return null;
				// Somebody else may have chosen the password of an account nobody confirmed: it is chosen anew.
				if (!mailbox.is_confirmed) return recovery('password', asked);
				return letter('sign_in', asked, await linkToken(service, { type: 'magiclink', email: asked.email }));
			}),

		newPassword: (asked) =>
			inBackground(async () =>
				(await mailboxOf(service, asked.email)) ? recovery('password', asked) : null
			),

		join: ({ password, ...asked }) =>
			inBackground(async () => {
				if (await mailboxOf(service, asked.email)) return recovery('known', asked);
				const { email } = asked;
				return letter('confirm', asked, await linkToken(service, { type: 'signup', email, password }));
			})
	};
}
