/**
 * A bulletin as blocks of text: the one order of words that the page, the Markdown and the feed all have. Words come
 * from outside, in the reader's language; facts come from the reports and are changed by nobody here.
 */
import { gradeOf, type Grade } from '#lib/domain/grade.ts';
import type { Bulletin, Correction } from '#lib/domain/bulletin.ts';
import { isWithdrawal } from '#lib/domain/bulletin.ts';
import type { EventType } from '#lib/domain/event-type.ts';
import type { Citation, MergedAccount, Report, ReportId, ReportState } from '#lib/domain/report.ts';

/** Running text: words, or words with an absolute address. */
export type Inline = string | { text: string; href: string };
export type Line = readonly Inline[];

/** One report in the words of a bulletin. */
export type Entry = {
	id: ReportId;
	type: EventType;
	state: ReportState;
	title: string;
	href: string;
	grade: Grade;
	/** When, where, and what is uncertain about it. */
	facts: readonly string[];
	/** Empty: nothing here needs a warning. Else the summary stays behind it. */
	warnings: readonly string[];
	summary: string;
	/** Each with its label: figures, other accounts, sources. */
	lines: readonly { label: string; parts: readonly Line[] }[];
	/** What a moderator adds, and what became of the report since. */
	notes: readonly { label: string; text: string }[];
};

export type Block =
	| { kind: 'title'; text: string }
	| { kind: 'heading'; level: 2 | 3; text: string; count?: string }
	/** `lead` is a person's, `note` is about the bulletin itself. */
	| { kind: 'paragraph'; role: 'lead' | 'note' | 'plain'; text: Line }
	| { kind: 'picture'; src: string; alt: string; href: string }
	| { kind: 'entry'; entry: Entry }
	| { kind: 'list'; items: readonly Line[] };

export type BulletinWords = {
	title: string;
	/** Who made it and when; who signed, where somebody did. */
	standing: readonly string[];
	counts: string;
	nothing: string;
	warnings: string;
	demo: string;
	unlisted: string;
	pictureAlt: string;
	eventType: (type: EventType) => string;
	number: (count: number) => string;
	noDistrict: string;
	loose: string;
	looseNote: string;
	unreviewed: string;
	time: (times: Pick<Report, 'occurred_at' | 'occurred_until' | 'time_precision'>) => string;
	place: (report: Report) => string;
	sensitivity: (report: Report) => string[];
	/** "12 (9–15), as claimed by …"; null where no number was given. */
	deaths: (fatalities: Report['fatalities']) => string | null;
	deathsLabel: string;
	accountsLabel: string;
	sourcesLabel: string;
	noteLabel: string;
	sinceLabel: string;
	since: (became: 'retracted' | 'changed') => string;
	/** Name, letter and side of who says so. */
	source: (citation: Citation) => { name: string; about: string };
	corrections: string;
	noCorrections: string;
	/** What was changed, by which role, why; without the title. */
	correction: (correction: Correction) => string;
	withdrawn: string;
	changesTitle: string;
	noChanges: string;
	leftOut: (reason: string) => string;
	leadAdded: string | null;
	notesAdded: string | null;
	figuresNote: string;
	onMap: string;
};

export type Addresses = {
	/** Absolute, of the bulletin's page. */
	page: string;
	report: (id: ReportId) => string;
	/** The reports of the bulletin on the map. */
	map: string;
	/** A picture of the front in that time; null: none. */
	picture: string | null;
};

/** The whole bulletin in reading order. @param titles of reports that were left out, by id */
export function bulletinText(
	bulletin: Bulletin,
	words: BulletinWords,
	addresses: Addresses,
	titles: ReadonlyMap<ReportId, string> = new Map()
): Block[] {
	const { edition } = bulletin;
	const note = (text: string): Block => ({ kind: 'paragraph', role: 'note', text: [text] });
	const { picture } = addresses;
	return [
		{ kind: 'title', text: words.title },
		...words.standing.map(note),
		...(bulletin.isDemo ? [note(words.demo)] : []),
		...paragraphs(edition?.edits.lead ?? '').map((text): Block => ({
			kind: 'paragraph',
			role: 'lead',
			text: [text]
		})),
		...(picture
			? [{ kind: 'picture' as const, src: picture, alt: words.pictureAlt, href: addresses.map }]
			: []),
		{ kind: 'paragraph', role: 'plain', text: [bulletin.total === 0 ? words.nothing : words.counts] },
		...(bulletin.warnings.length > 0 ? [note(words.warnings)] : []),
		...happened(bulletin, words, addresses),
		...corrected(bulletin, words, addresses),
		...changes(bulletin, words, addresses, titles)
	];
}

/** Paragraphs of plain text, apart by empty lines. */
export const paragraphs = (text: string): string[] =>
	text
		.split(/\n\s*\n/)
		.map((one) => one.replace(/\s+/g, ' ').trim())
		.filter((one) => one !== '');

function happened(bulletin: Bulletin, words: BulletinWords, addresses: Addresses): Block[] {
	const entry = (report: Report): Block => ({
		kind: 'entry',
		entry: entryOf(report, bulletin, words, addresses)
	});
	const blocks: Block[] = [];
	for (const { type, count, districts } of bulletin.groups) {
		blocks.push({ kind: 'heading', level: 2, text: words.eventType(type), count: words.number(count) });
		for (const { district, reports } of districts) {
			blocks.push({ kind: 'heading', level: 3, text: district ?? words.noDistrict });
			blocks.push(...reports.map(entry));
		}
	}
	if (bulletin.loose.length > 0) {
		blocks.push({
			kind: 'heading',
			level: 2,
			text: words.loose,
			count: words.number(bulletin.loose.length)
		});
		blocks.push({ kind: 'paragraph', role: 'note', text: [words.looseNote] }, ...bulletin.loose.map(entry));
	}
	if (bulletin.total > 0) {
		const more: Inline[] = bulletin.unlisted > 0 ? [words.unlisted, ' '] : [];
		blocks.push({
			kind: 'paragraph',
			role: 'note',
			text: [...more, words.figuresNote, ' ', { text: words.onMap, href: addresses.map }]
		});
	}
	return blocks;
}

function entryOf(report: Report, bulletin: Bulletin, words: BulletinWords, addresses: Addresses): Entry {
	const deaths = words.deaths(report.fatalities);
	const accounts = bulletin.accounts.get(report.id) ?? [];
	const added = bulletin.edition?.edits.notes.find(({ id }) => id === report.id);
	const since = bulletin.since[report.id];
	return {
		id: report.id,
		type: report.event_type,
		state: report.state,
		title: oneLine(report.title),
		href: addresses.report(report.id),
		grade: gradeOf([report.reliability], report.credibility),
		facts: [
			words.time(report),
			words.place(report),
			...(report.state === 'unreviewed' ? [words.unreviewed] : [])
		],
		warnings: words.sensitivity(report),
		summary: oneLine(report.summary) === oneLine(report.title) ? '' : oneLine(report.summary),
		lines: [
			...(deaths === null ? [] : [{ label: words.deathsLabel, parts: [[deaths]] }]),
			...(accounts.length === 0
				? []
				: [
						{
							label: words.accountsLabel,
							parts: accounts.map((account) => accountLine(account, words))
						}
					]),
			...(report.citations.length === 0
				? []
				: [
						{
							label: words.sourcesLabel,
							parts: report.citations.map((citation) => sourceLine(citation, words))
						}
					])
		],
		notes: [
			...(added ? [{ label: words.noteLabel, text: oneLine(added.text) }] : []),
			...(since ? [{ label: words.sinceLabel, text: words.since(since) }] : [])
		]
	};
}

/** A rival account as it was: its own words, time, place and figure. */
function accountLine(account: MergedAccount, words: BulletinWords): Line {
	const deaths = words.deaths(account.fatalities);
	const facts = [
		words.time(account),
		...(account.place_name ? [account.place_name] : []),
		...(deaths === null ? [] : [`${words.deathsLabel}: ${deaths}`])
	];
	return [`“${oneLine(account.title)}” (${facts.join('; ')})`];
}

function sourceLine(citation: Citation, words: BulletinWords): Line {
	const { name, about } = words.source(citation);
	const named: Inline = citation.url ? { text: name, href: citation.url } : name;
	return about === '' ? [named] : [named, ` (${about})`];
}

function corrected(bulletin: Bulletin, words: BulletinWords, addresses: Addresses): Block[] {
	const line = (id: ReportId, title: string, said: string): Line => [
		{ text: oneLine(title), href: addresses.report(id) },
		` — ${oneLine(said)}`
	];
	const changed = bulletin.corrections.filter((correction) => !isWithdrawal(correction));
	const withdrawn = [
		...bulletin.corrections.filter(isWithdrawal).map((one) => line(one.id, one.title, words.correction(one))),
		...bulletin.withdrawn.map(({ id, title, state_reason }) => line(id, title, state_reason ?? ''))
	];
	return [
		{ kind: 'heading', level: 2, text: words.corrections },
		...(changed.length + withdrawn.length === 0
			? [{ kind: 'paragraph' as const, role: 'plain' as const, text: [words.noCorrections] }]
			: []),
		...(changed.length === 0
			? []
			: [
					{
						kind: 'list' as const,
						items: changed.map((one) => line(one.id, one.title, words.correction(one)))
					}
				]),
		...(withdrawn.length === 0
			? []
			: [
					{ kind: 'heading' as const, level: 3 as const, text: words.withdrawn },
					{ kind: 'list' as const, items: withdrawn }
				])
	];
}

/** What the person who signed changed against the text that the data alone gives. */
function changes(
	{ edition }: Bulletin,
	words: BulletinWords,
	addresses: Addresses,
	titles: ReadonlyMap<ReportId, string>
): Block[] {
	if (!edition?.signed_by_role) return [];
	const items: Line[] = [
		...(words.leadAdded ? [[words.leadAdded]] : []),
		...(words.notesAdded ? [[words.notesAdded]] : []),
		...edition.edits.left_out.map(({ id, reason }): Line => [
			{ text: titles.get(id) ?? `#${id}`, href: addresses.report(id) },
			` — ${words.leftOut(oneLine(reason))}`
		])
	];
	return [
		{ kind: 'heading', level: 2, text: words.changesTitle },
		items.length === 0
			? { kind: 'paragraph', role: 'plain', text: [words.noChanges] }
			: { kind: 'list', items }
	];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
