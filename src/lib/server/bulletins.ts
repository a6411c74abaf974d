/** Bulletins: which editions there are, and what one of them says, made of the reports as they were known. */
import { matching } from '#lib/columns/filter.ts';
import type { ReportColumns } from '#lib/columns/report-columns.ts';
import {
	bySurety,
	composeBulletin,
	LISTED,
	type Bulletin,
	type BulletinEdits,
	type Correction,
	type Edition
} from '#lib/domain/bulletin.ts';
import { periodAt, type BulletinPeriod } from '#lib/domain/bulletin-period.ts';
import { MINUTE, toInstant, type Instant } from '#lib/domain/event-time.ts';
import type { EventType } from '#lib/domain/event-type.ts';
import { EVERYTHING } from '#lib/domain/filter.ts';
import { PUBLIC_STATES, type MergedAccount, type ReportId } from '#lib/domain/report.ts';
import type { Theatre } from '#lib/domain/theatre.ts';
import type { Lang } from '#lib/domain/view.ts';
import type { Archive } from './archive.ts';
import { call, type Backend, type Database } from './database.ts';
import { openDistricts } from './districts.ts';
import type { ForReader } from './for-reader.ts';
import { RecentlyMade } from './recently-made.ts';
import { asRefused } from './refusals.ts';
import * as reports from './reports.ts';

export type StoredEdition = Edition & { reports: ReportId[] };

/** One line of the list: the newest edition, with what it counts. */
export type Listed = {
	theatre: Theatre;
	date: string;
	revision: number;
	/** Of the first edition. */
	published_at: Instant;
	/** Of the newest. */
	updated_at: Instant;
	signed_by_role: string | null;
	facts: { total: number; unreviewed: number; types: Partial<Record<EventType, number>> };
};

/** All editions of a bulletin, newest first; none where it was never published. */
export async function editions(db: Database, theatre: Theatre, date: string): Promise<StoredEdition[]> {
	const rows = await call<StoredEdition[]>(db, 'bulletin_editions', { theatre, date });
	return rows.map((row) => ({
		...row,
		as_of: toInstant(row.as_of),
		published_at: toInstant(row.published_at)
	}));
}

export type ListFilter = {
	/** Bulletins that touch this time; milliseconds since 1970. */
	from?: number;
	to?: number;
	fronts?: readonly Theatre[];
	/** ISO 3166-1 alpha-2; a place that is in no gazetteer lies in any country of `fronts`. */
	country?: string;
	rows?: number;
};

/** Published bulletins, the newest time first. */
export async function list(db: Database, filter: ListFilter): Promise<Listed[]> {
	const instant = (time: number | undefined) => (time === undefined ? null : new Date(time).toISOString());
	const rows = await call<Listed[]>(db, 'bulletin_list', {
		...{ since: instant(filter.from), until: instant(filter.to) },
		...{ fronts: filter.fronts ?? null, country: filter.country ?? null, page: filter.rows ?? 50 }
	});
	return rows.map((row) => ({
		...row,
		published_at: toInstant(row.published_at),
		updated_at: toInstant(row.updated_at)
	}));
}

/** Months with bulletins, "2023-11", newest first. */
export const months = (db: Database): Promise<string[]> => call<string[]>(db, 'bulletin_months');

/** Publishes what is due, unsigned; how many. @param since milliseconds since 1970; null: from the beginning */
export const publishDue = ({ service }: Pick<Backend, 'service'>, since: number | null): Promise<number> =>
	call<number>(
		service,
		'publish_due_bulletins',
		since === null ? {} : { since: new Date(since).toISOString() }
	);

export type Signing = {
	theatre: Theatre;
	date: string;
	/** The revision that was read, 0 where none was published. */
	seen: number;
	asOf: Instant;
	edits: BulletinEdits;
	reason: string;
};

/** Publishes a signed edition; its revision. @throws Refused */
export const sign = (db: Database, { asOf, ...rest }: Signing): Promise<number> =>
	call<number>(db, 'sign_bulletin', { ...rest, as_of: asOf }).catch(asRefused);

type Locals = { db: Database; archive: Archive; forReader: ForReader; lang: Lang };

export type Told = {
	bulletin: Bulletin;
	/** Newest first. */
	editions: StoredEdition[];
	/** Reports of the same time that the edition does not have. */
	late: ReportId[];
	/** Of reports a moderator left out. */
	titles: Map<ReportId, string>;
};

const made = new RecentlyMade<Told>(64);
/** A bulletin of no edition is at most this old. Milliseconds. */
const AGE = MINUTE;

/**
 * What the newest edition says, or what an edition would say now.
 * @param now milliseconds since 1970
 * @param fresh as nothing had been published: what the data alone gives now
 */
export async function tell(
	locals: Locals,
	{ theatre, period }: { theatre: Theatre; period: BulletinPeriod },
	now: number,
	fresh = false
): Promise<Told> {
	const { archive, db, lang } = locals;
	const stored = await editions(db, theatre, period.date);
	const edition = fresh ? null : (stored[0] ?? null);
	const key = [theatre, period.date, lang, stored[0]?.revision ?? 0, archive.cursor].join(' ');
	if (fresh) return compose(locals, { theatre, period, edition, stored }, now);
	return made.get(edition ? key : `${key} ${Math.floor(now / AGE)}`, () =>
		compose(locals, { theatre, period, edition, stored }, now)
	);
}

type Wish = {
	theatre: Theatre;
	period: BulletinPeriod;
	edition: StoredEdition | null;
	stored: StoredEdition[];
};

async function compose(locals: Locals, wish: Wish, now: number): Promise<Told> {
	const { db, archive, forReader, lang } = locals;
	const { theatre, period, edition } = wish;
	const present = idsOf(archive.columns, theatre, period);
	const ids = edition?.reports ?? present;
	const asOf = edition?.as_of ?? null;
	const knownAt = asOf ?? toInstant(new Date(now).toISOString());
	const { chosen, counts } = surest(archive.columns, ids);
	const until = Math.min(period.to, Date.parse(knownAt));
	const [found, revisions, accounts, districtOf] = await Promise.all([
		reports.findMany(db, chosen, asOf),
		revisionsOf(db, theatre, period.from, until),
		accountsOf(db, chosen, knownAt),
		openDistricts(db)
	]);
	const bulletin = composeBulletin({
		...{ theatre, period, knownAt, edition, accounts, revisions },
		reports: found.map((report) => forReader(report, lang)),
		// Counted from the columns only where there is more than was read.
		...(chosen.length < ids.length && { counts }),
		since: edition ? await reports.changedSince(db, chosen, asOf) : {},
		districtOf: ({ place_id }) => districtOf(place_id, lang)
	});
	const known = new Set(ids);
	return {
		bulletin,
		editions: wish.stored,
		late: edition ? present.filter((id) => !known.has(id)) : [],
		titles: new Map(found.map(({ id, title }) => [id, title]))
	};
}

/** Public reports whose event began in the period, oldest first. */
function idsOf(columns: ReportColumns, theatre: Theatre, { from, to }: BulletinPeriod): ReportId[] {
	const filter = { ...EVERYTHING, theatres: [theatre], from, to, states: PUBLIC_STATES };
	return [...matching(columns, filter)].map((row) => columns.id[row]!).sort((a, b) => a - b);
}

/** As many as a bulletin may list and what was withdrawn, the surest first. */
function surest(columns: ReportColumns, ids: readonly ReportId[]) {
	const rows = ids.flatMap((id) => {
		const row = columns.rowOf(id);
		return row < 0 ? [] : [columns.rowAt(row)];
	});
	const standing = rows.filter(({ state }) => state !== 'retracted');
	const withdrawn = rows.filter(({ state }) => state === 'retracted');
	return {
		chosen: [...standing.toSorted(bySurety).slice(0, LISTED * 2), ...withdrawn.slice(0, LISTED)].map(
			({ id }) => id
		),
		counts: {
			total: standing.length,
			unreviewed: standing.filter(({ state }) => state === 'unreviewed').length
		}
	};
}

async function revisionsOf(db: Database, theatre: Theatre, from: number, to: number): Promise<Correction[]> {
	if (to <= from) return [];
	const rows = await call<Correction[]>(db, 'bulletin_revisions', {
		...{ theatre, since: new Date(from).toISOString(), until: new Date(to).toISOString() }
	});
	return rows.map((row) => ({ ...row, changed_at: toInstant(row.changed_at) }));
}

async function accountsOf(db: Database, ids: readonly ReportId[], knownAt: Instant) {
	const found = await call<Record<string, MergedAccount[]>>(db, 'merged_accounts_of', { ids });
	const known = (account: MergedAccount) => Date.parse(account.merged_at) <= Date.parse(knownAt);
	return new Map(
		Object.entries(found).map(([id, accounts]): [ReportId, MergedAccount[]] => [
			Number(id),
			accounts.filter(known)
		])
	);
}

/** The nearest periods before and after that have reports; null where none has. */
export function neighbours(
	{ columns }: Pick<Archive, 'columns'>,
	theatre: Theatre,
	{ kind, from, to }: BulletinPeriod
): { previous: string | null; next: string | null } {
	const filter = {
		...{ ...EVERYTHING, theatres: [theatre] },
		states: ['unreviewed', 'published'] as const
	};
	const times = (rows: Uint32Array) => rows.map((row) => columns.minute[row]!);
	const before = times(matching(columns, { ...filter, to: from })).reduce((a, b) => Math.max(a, b), 0);
	const after = times(matching(columns, { ...filter, from: to })).reduce(
		(a, b) => Math.min(a, b),
		Number.MAX_SAFE_INTEGER
	);
	return {
		previous: before === 0 ? null : periodAt(kind, before * MINUTE).date,
		next: after === Number.MAX_SAFE_INTEGER ? null : periodAt(kind, after * MINUTE).date
	};
}
