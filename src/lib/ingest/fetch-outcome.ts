import type { FailureReason, Validators } from './post-store.ts';

export type FetchRequest = {
	url: string;
	/** Of the last full answer, for a conditional request. */
	validators?: Validators | null;
	/** A redirect by which the platform says that there is nothing to read: reported as `unreachable`. */
	isRefusal?: (asked: URL, sentTo: URL) => boolean;
};

export type Fetched = {
	kind: 'fetched';
	status: number;
	/** Decoded. */
	bytes: Uint8Array;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** After redirects. */
	finalUrl: string;
	etag: string | null;
	lastModified: string | null;
};

export type FetchFailure = {
	kind: 'failed';
	reason: FailureReason;
	/** A sentence for people. */
	message: string;
	/** What the server asked for, in seconds. */
	retryAfterSeconds?: number;
};

export type FetchOutcome = Fetched | { kind: 'not_modified' } | FetchFailure;

export type Fetcher = {
	/** Waits for the host's turn, obeys robots.txt, follows up to three redirects. Never throws. */
	fetch(request: FetchRequest): Promise<FetchOutcome>;
	/** Milliseconds the address's host wants between two requests, as far as is known. */
	pauseOf(url: string): number;
	/** Ends open connections. */
	close(): Promise<void>;
};

export const failed = (reason: FailureReason, message: string, retryAfterSeconds?: number): FetchFailure =>
	retryAfterSeconds === undefined
		? { kind: 'failed', reason, message }
		: { kind: 'failed', reason, message, retryAfterSeconds };
