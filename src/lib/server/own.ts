/** What belongs to the person who asks: account, reports, data. Every call is made as that person. */
import { createHash, randomBytes } from 'node:crypto';
import { toInstant, type Instant } from '#lib/domain/event-time.ts';
import type { Role } from '#lib/domain/permissions.ts';
import type { ReportState } from '#lib/domain/report.ts';
import type { Lang } from '#lib/domain/view.ts';
import { call, type Database } from './database.ts';

export type Account = {
	role: Role;
	lang: Lang;
	/** Wants letters about their own reports. */
	notify_by_mail: boolean;
	/** A link that was sent there was used. Nothing else is sent before. */
	is_address_confirmed: boolean;
	has_feed: boolean;
	must_change_password: boolean;
};

export type Question = {
	id: number;
	asked_at: Instant;
	question: string;
	answered_at: Instant | null;
	answer: string | null;
};

export type OwnReport = {
	report_id: number;
	title: string;
	state: ReportState;
	state_reason: string | null;
	is_public: boolean;
	received_at: Instant;
	/** Not public before this time, by the sender's own wish. */
	publish_after: Instant;
	may_revise: boolean;
	questions: Question[];
};

export const account = (db: Database): Promise<Account> => call(db, 'my_account');

export const wantLetters = (db: Database, wanted: boolean): Promise<void> =>
	call(db, 'change_my_account', { patch: { notify_by_mail: wanted } });

/** Newest first. */
export async function reports(db: Database): Promise<OwnReport[]> {
	const rows = await call<OwnReport[]>(db, 'my_reports');
	return rows.map((row) => ({
		...row,
		received_at: toInstant(row.received_at),
		publish_after: toInstant(row.publish_after),
		questions: row.questions.map((question) => ({
			...question,
			asked_at: toInstant(question.asked_at),
			answered_at: question.answered_at && toInstant(question.answered_at)
		}))
	}));
}

export const answer = (db: Database, question: number, text: string): Promise<unknown> =>
	call(db, 'answer_question', { question_id: question, answer: text });

/** Everything that is kept about the person, as JSON. */
export const data = (db: Database): Promise<object> => call(db, 'my_data');

/** Deletes the account; reports stay, without a person. */
export const forget = (db: Database): Promise<void> => call(db, 'forget_me');

/** The secret part of a feed's address: 144 bits, of which only the hash is kept. */
export async function openFeed(db: Database): Promise<string> {
	const secret = randomBytes(18).toString('base64url');
	await call(db, 'set_my_feed', { feed_hash: hashOf(secret) });
	return secret;
}

export const closeFeed = (db: Database): Promise<void> => call(db, 'set_my_feed', { feed_hash: null });

export type FeedEntry = { report_id: number; state: ReportState; at: Instant; is_public: boolean };

/** Null where no feed has this secret. */
export async function feed(db: Database, secret: string): Promise<FeedEntry[] | null> {
	const rows = await call<FeedEntry[] | null>(db, 'private_feed', { feed_hash: hashOf(secret) });
	return rows?.map((row) => ({ ...row, at: toInstant(row.at) })) ?? null;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
