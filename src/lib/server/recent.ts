import { encode } from '#lib/columns/codec.ts';
import { newest } from '#lib/columns/listing.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { EVERYTHING } from '#lib/domain/filter.ts';
import { PUBLIC_STATES } from '#lib/domain/report.ts';
import type { Theatre } from '#lib/domain/theatre.ts';
import type { Known } from './past.ts';

/** What a browser holds: about 160 kB on the wire. */
const MAX_ROWS = 20_000;

type Made = { cursor: string; answers: Map<string, Uint8Array<ArrayBuffer>> };
/** Every page that opens asks for the same; they are made anew only once something has changed. */
const made = new WeakMap<ReportColumns, Made>();

/** The newest public reports of some fronts (null: of all) in the binary form of the read model. */
export function recentBytes(
	{ columns, cursor }: Pick<Known, 'columns' | 'cursor'>,
	theatres: readonly Theatre[] | null
): Uint8Array<ArrayBuffer> {
	let known = made.get(columns);
	if (known?.cursor !== cursor) made.set(columns, (known = { cursor, answers: new Map() }));
	const key = theatres?.toSorted().join() ?? '';
	let bytes = known.answers.get(key);
	if (!bytes)
		known.answers.set(key, (bytes = encode(recentColumns(columns, theatres)) as Uint8Array<ArrayBuffer>));
	return bytes;
}

function recentColumns(columns: ReportColumns, theatres: readonly Theatre[] | null): ReportColumns {
	const ids = newest(columns, { ...EVERYTHING, theatres, states: PUBLIC_STATES }, { limit: MAX_ROWS });
	const recent = new ReportColumns(ids.length);
	for (const id of ids) recent.upsert(columns.rowAt(columns.rowOf(id)));
	return recent;
}
