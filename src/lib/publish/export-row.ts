/** A report as exports carry it: everything it says, with who says so, without the words of its sources, their pictures and the proofs. */
import { gradeOf } from '#lib/domain/grade.ts';
import type { Citation, Report } from '#lib/domain/report.ts';

export type ExportCitation = Pick<
	Citation,
	| 'source'
	| 'source_name'
	| 'reliability'
	| 'publisher'
	| 'title'
	| 'url'
	| 'archived_url'
	| 'published_at'
	| 'original_text_lang'
	| 'content_warnings'
	| 'origin'
> &
	Partial<Pick<Citation, 'side'>>;

export type ExportRow = Omit<Report, 'citations' | 'media' | 'proofs'> & {
	citations: readonly ExportCitation[];
};

/** What is said once, at the head of the file. */
export type ExportHead = {
	/** "https://fronts.example" */
	origin: string;
	/** The page that shows the same; absolute. */
	view: string;
	/** How many reports follow. */
	count: number;
};

/** A file as it is written: what stands before the reports, each report, what stands behind. */
export type Exporter = {
	/** Media type. */
	type: string;
	head(head: ExportHead): string;
	/** @param isFirst whether no report was written yet */
	row(row: ExportRow, origin: string, isFirst: boolean): string;
	tail(): string;
};

export const gradeOfRow = ({ reliability, credibility }: ExportRow) => gradeOf([reliability], credibility);

/** Who has to be named with a report, as its citations name them. */
export function sourcesOf({ citations }: ExportRow): string[] {
	const names = citations.map(
		({ source_name, publisher, title, url }) => source_name ?? publisher ?? title ?? url
	);
	return [...new Set(names.filter((name) => name !== null))];
}

/** Name the map and the report's sources: what whoever shows a report further has to say. */
export const attributionOf = (row: ExportRow, origin: string): string =>
	`Fronts (${origin}/reports/${row.id}); ${sourcesOf(row).join(', ')}`;

export const ATTRIBUTION = 'Fronts, with the sources each report names; place names: GeoNames (CC BY 4.0)';
