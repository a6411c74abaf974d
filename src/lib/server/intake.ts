/** Takes reports in: checks them, has strangers do their piece of work, slows a flood, and gives a receipt. */
import type { Challenge } from 'altcha-lib';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { likenessOf, type Told } from '#lib/domain/duplicate.ts';
import { toInstant, type Instant } from '#lib/domain/event-time.ts';
import { linkSpellings } from '#lib/domain/post-link.ts';
import { parseReceipt, receiptFrom, receiptHash } from '#lib/domain/receipt.ts';
import type { Report, ReportId } from '#lib/domain/report.ts';
import { SentFilesSchema, type SentFiles } from '#lib/domain/sent-files.ts';
import type { SubmissionStatus } from '#lib/domain/submission-status.ts';
import {
	readSubmission,
	toFacts,
	type Submission,
	type SubmissionProblem,
	type SubmissionQuestion
} from '#lib/domain/submission.ts';
import { uncertaintyOf } from '#lib/domain/location.ts';
import { call, type Database } from './database.ts';
import { attach, attachToOffer } from './media/media.ts';
import type { OwnSecret } from './own-secret.ts';
import { openProofs } from './proof-of-work.ts';
import * as reports from './reports.ts';
import { openRateLimit } from './rate-limit.ts';
import type { SlowDown } from './slow-down.ts';
import { openTally } from './tally.ts';
import { retryAfter } from './too-many.ts';
import { openVisitorHash } from './visitor-hash.ts';
import type { Person } from './visitor.ts';

export type Sender = {
	/** As the person, or as nobody. */
	db: Database;
	person: Person | null;
	/** Address of the device; nothing of it is kept. */
	address: string;
	/** Of the work done; null: none. */
	proof: string | null;
	log: Pick<Logger, 'warn'>;
};

export type Received = {
	outcome: 'received';
	receipt: string;
	received_at: Instant;
	publish_after: Instant;
	/** Ids of the files that came with it: all that were sent, unless some are gone or too old. */
	attached: string[];
};
export type Sent =
	| Received
	| { outcome: 'refused'; problems: SubmissionProblem[] }
	| { outcome: 'question'; question: SubmissionQuestion }
	/** The work was not done, or was used for another report. */
	| { outcome: 'unproven' }
	| { outcome: 'too_many'; /** Seconds. */ wait: number }
	/** `gone`: the report to be joined is no longer public. */
	| { outcome: 'closed'; why: 'read_only' | 'closed' | 'other_report' | 'gone' };

export type Intake = ReturnType<typeof openIntake>;

const HOUR = 3_600_000;
/** Without the work. Browsers without scripts are those of the most careful people: slower, not shut out. */
const UNPROVEN = { burst: 5, refill: HOUR };
/** After so many challenges within the hour the work doubles. */
const DOUBLES_EVERY = 12;
/** Metres around a report in which others are compared with it. */
const REACH = 50_000;
const MOST_ALIKE = 4;

export function openIntake(secret: OwnSecret, slowDown: SlowDown, now: () => number = Date.now) {
	const proofs = openProofs(secret, now);
	const hash = openVisitorHash(now);
	const challenges = openTally(HOUR, now);
	const unproven = openRateLimit(UNPROVEN, { now });
	// From the key, so that what is sent again, or without a script, has the receipt it had. Whoever knows the key
	// but not every word of the report gets none: the database refuses it.
	const receiptFor = (key: string) => receiptFrom(secret.derive('receipt', key));

	/** Null: go on. */
	async function holdBack(sender: Sender, key: string): Promise<Sent | null> {
		const verdicts = [slowDown.place('submit', sender.address)];
		if (sender.person === null) {
			const isProven = sender.proof !== null && (await proofs.accepts(sender.proof, key));
			if (sender.proof !== null && !isProven) return { outcome: 'unproven' };
			if (!isProven) verdicts.push(unproven.take(hash(sender.address)));
		}
		const refused = verdicts.find((verdict) => !verdict.isAllowed);
		return refused ? { outcome: 'too_many', wait: retryAfter(refused) } : null;
	}

	async function send(
		sender: Sender,
		key: string,
		name: string,
		args: object,
		files: SentFiles = []
	): Promise<Sent> {
		const receipt = receiptFor(key);
		const receipt_hash = await receiptHash(receipt);
		type Taken = { report_id: ReportId; received_at: string; publish_after?: string };
		try {
			const taken = await call<Taken>(sender.db, name, { ...args, idempotency_key: key, receipt_hash });
			const received_at = toInstant(taken.received_at);
			return {
				...{ outcome: 'received', receipt, received_at },
				publish_after: taken.publish_after ? toInstant(taken.publish_after) : received_at,
				attached: await attachTo(name === 'join_report' ? null : taken.report_id, sender, files, receipt_hash)
			};
		} catch (error) {
			return refusalOf(error);
		}
	}

	return {
		/** A piece of work, dearer for a place that asks for many. */
		challenge: (address: string): Promise<Challenge> =>
			proofs.challenge(Math.floor(challenges.add(hash(address)) / DOUBLES_EVERY)),

		/**
		 * @param input what somebody sent, whatever it is
		 * @param files the uploads that belong to it, whatever they are
		 */
		async receive(sender: Sender, input: unknown, files: unknown = []): Promise<Sent> {
			const read = readSubmission(input, now());
			if (read.outcome !== 'ready') return read;
			const { submission } = read;
			const named = v.safeParse(SentFilesSchema, files);
			if (!named.success) return { outcome: 'refused', problems: named.issues.map(problemOfFiles) };
			return (
				(await holdBack(sender, submission.key)) ??
				send(sender, submission.key, 'submit_report', { facts: toFacts(submission) }, named.output)
			);
		},

		/** Offers what was sent, and the files that belong to it, to a report that is public. */
		async join(sender: Sender, report: ReportId, input: unknown, files: unknown = []): Promise<Sent> {
			const read = readSubmission(input, now());
			if (read.outcome !== 'ready') return read;
			const named = v.safeParse(SentFilesSchema, files);
			if (!named.success) return { outcome: 'refused', problems: named.issues.map(problemOfFiles) };
			const { key, citations, text, contact } = read.submission;
			const facts = { citations, summary: text, contact };
			const offered = { report_id: report, facts };
			return (await holdBack(sender, key)) ?? send(sender, key, 'join_report', offered, named.output);
		},

		/**
		 * Public reports that may tell of the same event, the likeliest first. None for what cannot be sent.
		 * @param seenIn reports that show a file which is to be sent, whatever they are
		 */
		async alike(db: Database, input: unknown, seenIn: unknown = []): Promise<Report[]> {
			const read = readSubmission(input, now());
			if (read.outcome !== 'ready') return [];
			const shown = v.safeParse(SeenInSchema, seenIn);
			const showing = shown.success ? await reports.findMany(db, shown.output) : [];
			const joinable = showing.filter(({ state, is_demo }) => state !== 'retracted' && !is_demo);
			const likely = await alikeTo(db, read.submission);
			return [...new Map([...joinable, ...likely].map((report) => [report.id, report])).values()].slice(
				0,
				MOST_ALIKE
			);
		},

		/** Where a report stands. Null: there is none with this receipt. `too_many`: ask later. */
		async status(
			db: Database,
			address: string,
			typed: string
		): Promise<SubmissionStatus | null | 'too_many'> {
			if (!slowDown.place('submit', address).isAllowed) return 'too_many';
			const receipt = parseReceipt(typed);
			if (receipt === null) return null;
			return call(db, 'submission_status', { receipt_hash: await receiptHash(receipt) });
		},

		/** Answers what a moderator asked. @throws Error with the database's own sentence when it refuses */
		async answer(db: Database, typed: string, question: number, answer: string): Promise<void> {
			const receipt = parseReceipt(typed);
			await call(db, 'answer_question', {
				...{ question_id: question, answer },
				receipt_hash: receipt && (await receiptHash(receipt))
			});
		},

		/** Whether one more text may be read for an address. */
		mayRead: (address: string): boolean => slowDown.place('assist', address).isAllowed
	};
}

/**
 * The same again changes nothing. A report is not lost with its files: what did not come with it is not in the answer.
 * @param report null: what the receipt is of is an offer
 */
async function attachTo(
	report: ReportId | null,
	{ db, log }: Sender,
	files: SentFiles,
	receiptHash: string
): Promise<string[]> {
	if (files.length === 0) return [];
	try {
		const given =
			report === null ? attachToOffer(db, files, receiptHash) : attach(db, report, files, receiptHash);
		return (await given).attached;
	} catch (error) {
		log.warn({ err: error }, 'files did not come with their report');
		return [];
	}
}

const problemOfFiles = (issue: v.BaseIssue<unknown>): SubmissionProblem => ({
	path: ['files', v.getDotPath(issue)].filter(Boolean).join('.'),
	message: issue.message
});

/** As many as a few files can have been seen in. */
const SeenInSchema = v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), v.maxLength(100));

async function alikeTo(db: Database, sent: Submission): Promise<Report[]> {
	const ids = await call<ReportId[]>(db, 'public_reports_like', {
		links: sent.citations.flatMap(linkSpellings),
		point: sent.point,
		reach: Math.min(REACH, 2 * uncertaintyOf(sent.geo_precision) + 25_000),
		occurred_at: sent.occurred_at
	});
	const told: Told = {
		words: sent.text,
		links: sent.citations,
		event_type: sent.event_type,
		occurred_at: sent.occurred_at,
		time_precision: sent.time_precision,
		point: sent.point,
		geo_precision: sent.geo_precision
	};
	const found = await reports.findMany(db, ids);
	return found
		.flatMap((report) => {
			const links = report.citations.flatMap(({ url }) => url ?? []);
			const likeness = likenessOf(told, { ...report, links, words: `${report.title}\n${report.summary}` });
			return likeness ? [{ report, score: likeness.score }] : [];
		})
		.toSorted((a, b) => b.score - a.score)
		.slice(0, MOST_ALIKE)
		.map(({ report }) => report);
}

/** The database's refusals. The embedded one gives all of them one code, so the sentences count. */
const REFUSALS: readonly [sentence: string, why: (Sent & { outcome: 'closed' })['why']][] = [
	['this key was used for another report', 'other_report'],
	['nothing can be changed at the moment', 'read_only'],
	['reports are not taken at the moment', 'closed'],
	['no public report has the id', 'gone']
];

/** @throws the error, where it is no refusal */
function refusalOf(error: unknown): Sent {
	const message = error instanceof Error ? error.message : '';
	const refusal = REFUSALS.find(([sentence]) => message.includes(sentence));
	if (refusal) return { outcome: 'closed', why: refusal[1] };
	const field = /(\w+) cannot be taken as it is/.exec(message)?.[1];
	if (field) return { outcome: 'refused', problems: [{ path: field, message: 'cannot be taken as it is' }] };
	throw error;
}
