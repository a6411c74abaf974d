/** The limits of everything that costs something, for one server. */
import { openRateLimit, type Limit, type Verdict } from './rate-limit.ts';
import { openVisitorHash } from './visitor-hash.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** For one place: a household, a school and a newsroom are one, so none is tight. */
export const LIMITS = {
	/** Passwords tried. */
	sign_in: { burst: 60, refill: 10 * MINUTE },
	sign_up: { burst: 20, refill: HOUR },
	/** Letters sent. */
	mail: { burst: 10, refill: HOUR },
	/** Reports sent, answers and receipts looked up. */
	submit: { burst: 30, refill: HOUR },
	/** Links read, checks for duplicates: what a form asks while it is filled in. */
	assist: { burst: 60, refill: 10 * MINUTE },
	/** Pictures drawn; those that are there already cost nothing. */
	card: { burst: 60, refill: 5 * MINUTE },
	upload: { burst: 40, refill: HOUR },
	/** Questions of programs, and of the map itself. */
	api: { burst: 3_000, refill: MINUTE },
	/** Whole results. */
	export: { burst: 60, refill: 10 * MINUTE },
	/** Views given a short address. */
	save_view: { burst: 60, refill: 10 * MINUTE }
} as const satisfies Record<string, Limit>;
export type Limited = keyof typeof LIMITS;

/** For one account, from wherever it is tried. */
const TRIES: Limit = { burst: 10, refill: 10 * MINUTE };
/** Into one mailbox: nobody is flooded with letters by somebody else. */
const LETTERS: Limit = { burst: 4, refill: HOUR };

export type SlowDown = {
	/** Whether somebody at this network address may do it now. */
	place(what: Limited, address: string): Verdict;
	/** How often they still may at once. */
	left(what: Limited, address: string): number;
	/** Whether a password of this account may be tried. */
	account(email: string): Verdict;
	/** Whether one more letter may be asked for to this mailbox. */
	mailbox(email: string): Verdict;
};

export function openSlowDown(now: () => number = Date.now): SlowDown {
	const hash = openVisitorHash(now);
	const places = new Map(
		Object.entries(LIMITS).map(([what, limit]) => [what, openRateLimit(limit, { now })])
	);
	const accounts = openRateLimit(TRIES, { now });
	const mailboxes = openRateLimit(LETTERS, { now });
	return {
		left: (what, address) => places.get(what)!.left(hash(address)),
		place: (what, address) => places.get(what)!.take(hash(address)),
		account: (email) => accounts.take(hash(email)),
		mailbox: (email) => mailboxes.take(hash(email))
	};
}
