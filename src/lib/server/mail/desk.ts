/** Everything that has to do with letters, where the operator named a mail server. */
import type { Logger } from 'pino';
import type { Backend } from '../database.ts';
import type { OwnSecret } from '../own-secret.ts';
import { startNotices, stopLetters } from './notices.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';
import { openSender } from './sender.ts';
import type { SmtpAddress } from './smtp-address.ts';
import { openStopLinks } from './stop-link.ts';

export type MailDesk = PostOffice & {
	/** False where the link was not made here. */
	stop(token: string): Promise<boolean>;
	close(): Promise<void>;
};

type Options = { address: SmtpAddress; backend: Backend; secret: OwnSecret; origin: string; log: Logger };

export function openMail({ address, backend, secret, origin, log }: Options): MailDesk {
	const sender = openSender({ address, log });
	const stopLinks = openStopLinks(secret);
	const stopNotices = startNotices({ backend, sender, stopLinks, origin, log });
	return {
		...openPostOffice({ service: backend.service, sender, origin, log }),
		async stop(token) {
			const person = stopLinks.personOf(token);
			if (person) await stopLetters(backend, person);
			return person !== null;
		},
		async close() {
			await stopNotices();
			sender.close();
		}
	};
}
