/** What people brought to reports, and what moderators decide of it. Every question is asked as the moderator. */
import type { ReportId } from '#lib/domain/report.ts';
import type { ReviewMaterial, WaitingMaterial } from '#lib/domain/review-material.ts';
import { call, type Database } from './database.ts';
import { asRefused } from './refusals.ts';

/** Null where there is no such report, or none for who asks. */
export async function find(db: Database, id: ReportId): Promise<ReviewMaterial | null> {
	const [found, offered] = await Promise.all([
		call<ReviewMaterial | null>(db, 'review_material', { report_id: id }),
		db.from('media').select('id, offer_id').eq('report_id', id).not('offer_id', 'is', null).throwOnError()
	]);
	const offerOf = new Map(offered.data.map(({ id, offer_id }) => [id as string, offer_id as number]));
	return (
		found && {
			...found,
			media: found.media.map((file) => ({ ...file, offer_id: offerOf.get(file.id) ?? null }))
		}
	);
}

/** What waits longest first; empty for who is no moderator. */
export const waiting = (db: Database): Promise<WaitingMaterial[]> =>
	call<WaitingMaterial[]>(db, 'material_waiting');

/** @throws Refused */
const act = (db: Database, name: string, args: Record<string, unknown>): Promise<void> =>
	call<void>(db, name, args).catch(asRefused);

/** Shows a file with its report, or changes how. @param alt null keeps the words there are */
export const showFile = (
	db: Database,
	id: string,
	{ sensitive, alt }: { sensitive: boolean; alt: string | null },
	reason: string
) => act(db, 'show_media', { media_id: id, sensitive, alt, reason });
export const hideFile = (db: Database, id: string, reason: string) =>
	act(db, 'hide_media', { media_id: id, reason });
export const acceptProof = (db: Database, id: number, reason: string) =>
	act(db, 'accept_proof', { proof_id: id, reason });
export const declineProof = (db: Database, id: number, reason: string) =>
	act(db, 'decline_proof', { proof_id: id, reason });
/** @param take makes its links citations of the report */
export const decideOffer = (db: Database, id: number, take: boolean, reason: string) =>
	act(db, 'decide_offer', { offer_id: id, take, reason });
