/** Reports as people send them, straight into the data of a running product. */
import { randomUUID } from 'node:crypto';
import { receiptFrom, receiptHash, RECEIPT_BYTES } from '#lib/domain/receipt.ts';
import { call, openBackend, type Backend } from '#lib/server/database.ts';
import { readSettings } from '#lib/server/settings.ts';
import type { AppServer } from './app-server.ts';
import { ROOT } from './lanes.ts';

/** What `submit_report` takes; each can be other. */
export const SENT = {
	theatre: 'ukraine',
	title: 'Shelling near the school',
	summary: 'Two houses burn.',
	event_type: 'shelling',
	occurred_at: '2023-11-01T10:00:00Z',
	time_precision: 'minute',
	point: [37.741123, 48.137654],
	geo_precision: 'exact',
	uncertainty_m: 50,
	place_name: 'Avdiivka',
	citations: [] as string[],
	sensitivity: [] as string[],
	delay_minutes: 0,
	public_precision: null as string | null,
	contact: { may_be_asked: true, address: 'a secret address', credit_as: null }
};

/** The way of a command to the data of the product: close it at the end. */
export const openData = ({ dataDir }: AppServer): Promise<Backend> =>
	openBackend({ settings: readSettings({ DATA_DIR: dataDir }), root: ROOT });

/** Sends a report without an account. @returns its number and the hash of its receipt */
export async function send(
	{ anonymous }: Backend,
	facts: Partial<typeof SENT> = {}
): Promise<{ id: number; receipt: string }> {
	const receipt = await receiptHash(
		receiptFrom(Uint8Array.from({ length: RECEIPT_BYTES }, () => 256 * Math.random()))
	);
	const { report_id } = await call<{ report_id: number }>(anonymous, 'submit_report', {
		facts: { ...SENT, ...facts },
		idempotency_key: randomUUID(),
		receipt_hash: receipt
	});
	return { id: report_id, receipt };
}
