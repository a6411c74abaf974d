/**
 * Hands letters to the operator's mail server. Whoever posts one does not wait: a request never takes as long as a
 * letter, nor tells by its length whether one was sent. What is refused for now is tried again, later each time; what is
 * refused for good is given up. The log says that a letter failed and why, never to whom or about what.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { SmtpAddress } from './smtp-address.ts';

export type Letter = {
	to: string;
	subject: string;
	text: string;
	html: string;
	/** Ends letters of this kind with one POST (RFC 8058). */
	stop?: string;
};

export type Sender = {
	/** True once a mail server has taken it; false when it was given up. Never rejects. */
	post(letter: Letter): Promise<boolean>;
	close(): void;
};

/** Milliseconds between tries. A link in a letter is good for ten minutes: longer it need not be tried. */
const BACK_OFF = [2_000, 15_000, 60_000, 300_000] as const;
/** Waiting letters; whoever floods us does not fill the memory. */
const MOST_WAITING = 1_000;
const CONNECTIONS = 3;
/** Milliseconds a mail server may be silent. */
const PATIENCE = 20_000;

type Options = { address: SmtpAddress; log: Pick<Logger, 'warn' | 'error'>; backOff?: readonly number[] };

export function openSender({ address, log, backOff = BACK_OFF }: Options): Sender {
	const { host, port, secure, auth, from } = address;
	const transport = createTransport({
		...{ host, port, secure, pool: true, maxConnections: CONNECTIONS },
		...(auth && { auth }),
		// A password is not sent in the clear, unless it stays on this machine.
		requireTLS: auth !== null && !secure && !isLoopback(host),
		...{ connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE },
		// What is in a letter is ours: nothing is fetched or read for it.
		...{ disableFileAccess: true, disableUrlAccess: true }
	});
	let waiting = 0;
	let isClosed = false;
	let close = () => {};
	const closing = new Promise<'closed'>((resolve) => (close = () => resolve('closed')));

	async function deliver(letter: Letter): Promise<boolean> {
		for (let attempt = 0; !isClosed; attempt++) {
			try {
				// A pool that is closed never answers those who are still in it.
				return (await Promise.race([transport.sendMail(messageOf(letter, from)), closing])) !== 'closed';
			} catch (error) {
				const { code, responseCode } = error as { code?: string; responseCode?: number };
				const why = { code, responseCode, attempt: attempt + 1 };
				const wait = backOff[attempt];
				if (isForGood(code, responseCode) || wait === undefined) {
					log.error(why, 'a letter was given up');
					return false;
				}
				log.warn(why, 'a letter could not be handed over yet');
				await Promise.race([pause(wait, undefined, { ref: false }), closing]);
			}
		}
		return false;
	}

	return {
		async post(letter) {
			if (isClosed || waiting >= MOST_WAITING) {
				log.error({ waiting }, 'a letter was given up');
				return false;
			}
			waiting++;
			try {
				return await deliver(letter);
			} finally {
				waiting--;
			}
		},
		close() {
			isClosed = true;
			close();
			transport.close();
		}
	};
}

/** Refused for what it is (5xx), not for who asks: a wrong password is the operator's to put right. */
const isForGood = (code: string | undefined, responseCode = 0): boolean =>
	code !== 'EAUTH' && responseCode >= 500 && responseCode < 600;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);

const messageOf = ({ stop, ...letter }: Letter, from: string) => ({
	...letter,
	from: { name: 'Fronts', address: from },
	headers: {
		// Nobody's out-of-office note is wanted (RFC 3834).
		'Auto-Submitted': 'auto-generated',
		...(stop && {
			'List-Unsubscribe': { prepared: true, value: `<${stop}>` },
			'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
		})
	}
});
