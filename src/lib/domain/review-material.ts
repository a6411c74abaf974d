/** What people brought to a report, as moderators see it: files, proofs of its place, offers of more. */
import type { Proof } from './geolocation-proof.ts';
import type { PublicMedia } from './media.ts';
import type { ReportId } from './report.ts';

/** Where else a file was sent. */
export type SimilarFile = {
	media_id: string;
	report_id: ReportId;
	state: 'private' | 'public';
	/** Byte for byte. */
	is_same: boolean;
	/** Of 64; null of a video. */
	differing_bits: number | null;
	created_at: string;
};

/** A file of a report, shown to readers or not. */
export type SentFile = PublicMedia & {
	/** Of the proof it belongs to. */
	proof_id: number | null;
	/** Of the offer it came with. */
	offer_id: number | null;
	is_shown: boolean;
	/** Seconds; null of a picture. */
	duration_s: number | null;
	bytes: number;
	created_at: string;
	shown_at: string | null;
	similar: SimilarFile[];
};

export type SentProof = Omit<Proof, 'media' | 'accepted_at'> & {
	state: 'proposed' | 'accepted' | 'declined';
	created_at: string;
};

/** More to a report that is public, from somebody who was about to send the same. */
export type Offer = {
	id: number;
	state: 'waiting' | 'taken' | 'declined';
	received_at: string;
	links: string[];
	note: string;
	contact: { may_be_asked: boolean; address: string | null; credit_as: string | null } | null;
	has_account: boolean;
	decided_at: string | null;
	reason: string | null;
};

export type ReviewMaterial = { media: SentFile[]; proofs: SentProof[]; offers: Offer[] };

/** A report to which something was brought that nobody decided on; the counts are of what waits. */
export type WaitingMaterial = {
	report_id: ReportId;
	title: string;
	offers: number;
	proofs: number;
	since: string;
};

/** A sender's wish for a coarse place: an accepted proof would give the exact one away, and the database accepts none. */
export const isKeptCoarse = (
	submission: { geo_precision: string; public_precision: string | null } | null
): boolean =>
	submission !== null &&
	submission.public_precision !== null &&
	submission.public_precision !== submission.geo_precision;

/** A file's size in the largest unit in which it is at least one. */
export function sizeOf(bytes: number): { value: number; unit: 'byte' | 'kilobyte' | 'megabyte' } {
	if (bytes < 1_000) return { value: bytes, unit: 'byte' };
	return bytes < 1_000_000
		? { value: bytes / 1_000, unit: 'kilobyte' }
		: { value: bytes / 1_000_000, unit: 'megabyte' };
}
