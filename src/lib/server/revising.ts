/** What was sent, for its sender alone to see and put right: by its number with an account, by its receipt without. */
import { toInstant } from '#lib/domain/event-time.ts';
import { parseReceipt, receiptHash } from '#lib/domain/receipt.ts';
import type { ReportId } from '#lib/domain/report.ts';
import type { SentReport } from '#lib/domain/sent-report.ts';
import { readSubmission, toFacts, type SubmissionProblem } from '#lib/domain/submission.ts';
import { call, type Database } from './database.ts';

/** How somebody shows that a report is theirs. */
export type Claim = { report: ReportId } | { code: string };

export type Revised =
	| { outcome: 'saved' }
	| { outcome: 'refused'; problems: SubmissionProblem[] }
	/** `under_review`: it is the moderators' now. `missing`: it is nobody's who asks. */
	| { outcome: 'closed'; why: 'under_review' | 'read_only' | 'missing' };

/** Null where it is not theirs. */
export async function sent(db: Database, claim: Claim): Promise<SentReport | null> {
	const args = await argumentsOf(claim);
	const found = args && (await call<SentReport | null>(db, 'own_submission', args));
	return found && { ...found, occurred_at: toInstant(found.occurred_at) };
}

/** @param input as `readSubmission` takes it; its front stays as it was */
export async function revise(db: Database, claim: Claim, input: object, now: number): Promise<Revised> {
	const before = await sent(db, claim);
	if (!before) return { outcome: 'closed', why: 'missing' };
	const read = readSubmission({ ...input, theatre: before.theatre }, now);
	if (read.outcome === 'refused') return read;
	if (read.outcome === 'question') throw new Error('a report with a front is not asked for one');
	const facts = toFacts(read.submission);
	try {
		const args = await argumentsOf(claim);
		await ('report' in claim
			? call(db, 'revise_own_submission', { report_id: claim.report, facts })
			: call(db, 'revise_by_receipt', { ...args, facts }));
		return { outcome: 'saved' };
	} catch (error) {
		return refusalOf(error);
	}
}

async function argumentsOf(claim: Claim): Promise<Record<string, unknown> | null> {
	if ('report' in claim) return { report_id: claim.report };
	const receipt = parseReceipt(claim.code);
	return receipt === null ? null : { receipt_hash: await receiptHash(receipt) };
}

/** The embedded database gives every refusal one code, so the sentences count. @throws the error, where it is none */
function refusalOf(error: unknown): Revised {
	const message = error instanceof Error ? error.message : '';
	if (message.includes('is under review')) return { outcome: 'closed', why: 'under_review' };
	if (message.includes('nothing can be changed')) return { outcome: 'closed', why: 'read_only' };
	if (message.includes('no report of yours')) return { outcome: 'closed', why: 'missing' };
	const field = /(\w+) cannot be taken as it is/.exec(message)?.[1];
	if (!field) throw error;
	return { outcome: 'refused', problems: [{ path: field, message: 'cannot be taken as it is' }] };
}
