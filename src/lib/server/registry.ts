/** Changing the registry: adding a source is data, not code. */
import * as v from 'valibot';
import { SourceEntrySchema } from '#lib/domain/source.ts';
import { createFetcher } from '#lib/ingest/fetcher.ts';
import { guessKind, probeAddress, type Finding } from '#lib/ingest/probe.ts';
import { call, type Database } from './database.ts';
import { contactOf, keysOf } from './ingestion.ts';
import { asRefused } from './refusals.ts';
import type { Settings } from './settings.ts';

/** What a person sets of a source. Letters are set on its page, with a reason each. */
export const EditableSourceSchema = v.pipe(
	v.omit(SourceEntrySchema, [
		'reliability',
		'reliability_reason',
		'reliability_by_topic',
		'is_addition',
		'list_remark',
		'figure_note',
		'status_reason'
	]),
	v.check(
		({ status, feed_url }) => status !== 'active' || feed_url !== null,
		'feed_url: what is read needs an address'
	),
	v.check(
		({ feed_url, feed_kind }) => feed_url === null || feed_kind !== 'none',
		'feed_kind: what does the address give?'
	)
);
export type EditableSource = v.InferOutput<typeof EditableSourceSchema>;

/** @throws Refused */
export const save = (db: Database, entry: EditableSource, reason: string): Promise<'added' | 'changed'> =>
	call<'added' | 'changed'>(db, 'save_source', { entry, reason }).catch(asRefused);

export type Probe = (address: string, kind: Finding['kind'] | null, languages: string[]) => Promise<Finding>;

/** Asks an address what it gives, with the manners and the guards of every reading. Writes nothing. */
export function openProbe(settings: Settings): Probe {
	return async (address, kind, languages) => {
		const fetcher = createFetcher({
			contact: contactOf(settings),
			allowLoopback: settings.ALLOW_LOOPBACK_FEEDS
		});
		try {
			const guess = guessKind(address);
			return await probeAddress(
				'address',
				kind ? address : guess.url,
				kind ?? guess.kind,
				{ slug: 'address', languages },
				{ fetcher, now: Date.now, keys: keysOf(settings) }
			);
		} finally {
			await fetcher.close();
		}
	};
}
