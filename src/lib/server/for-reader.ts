/** What a reader's page or answer needs of a report beyond the database's own facts. */
import type { Citation, Report } from '#lib/domain/report.ts';
import type { Lang } from '#lib/domain/view.ts';
import type { Database } from './database.ts';
import { loadPlaceIndex, placeNames, type PlaceIndex } from './place-names.ts';
import * as sources from './sources.ts';

/** The report with its place in the reader's language and the side each citation's source is on. */
export type ForReader = <R extends Readable>(report: R, lang: Lang) => R;
type Readable = Pick<Report, 'place_id' | 'place_name' | 'place_names'> & {
	citations: readonly Pick<Citation, 'source' | 'side'>[];
};

/** Reads the gazetteer and the registry once: both change only with a new version of the product. */
export async function openForReader(db: Database): Promise<ForReader> {
	const [places, registry] = await Promise.all([loadPlaceIndex(db), sources.all(db)]);
	return forReader(places, new Map(registry.map(({ slug, side }) => [slug, side])));
}

/** @param sides by the source's slug, in the registry's own words */
export const forReader =
	(places: PlaceIndex, sides: ReadonlyMap<string, string>): ForReader =>
	(report, lang) => ({
		...report,
		place_names: placeNames(places, report, lang),
		citations: report.citations.map((citation) => {
			const side = citation.source === null ? undefined : sides.get(citation.source);
			return side === undefined ? citation : { ...citation, side };
		})
	});
