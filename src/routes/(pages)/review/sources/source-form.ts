/** A source as a form holds it: everything is text, lists are lines or words. */
import * as v from 'valibot';
import type { Source } from '#lib/domain/source.ts';
import { EditableSourceSchema, type EditableSource } from '#lib/server/registry.ts';
import { line, raw, text } from '../[id]/form-fields.ts';

const LINES = [
	'slug',
	'name',
	'kind',
	'platform',
	'languages',
	'url',
	'feed_url',
	'feed_kind',
	'side',
	'affiliation',
	'origin_group',
	'status'
] as const;
export type SourceForm = Record<(typeof LINES)[number], string> & {
	theatres: string[];
	content_warnings: string[];
	description: string;
	/** One a line: "label | address", or "label | address | kind" where it is another kind of feed. */
	mirrors: string;
};

export const blankSource: SourceForm = {
	slug: '',
	name: '',
	kind: 'account',
	platform: 'telegram',
	languages: '',
	url: '',
	feed_url: '',
	feed_kind: 'none',
	side: '',
	affiliation: '',
	origin_group: '',
	status: 'active',
	theatres: [],
	content_warnings: [],
	description: '',
	mirrors: ''
};

export function formOf(source: Source): SourceForm {
	const values = Object.fromEntries(LINES.map((name) => [name, [source[name]].flat().join(' ')])) as Record<
		(typeof LINES)[number],
		string
	>;
	return {
		...values,
		theatres: source.theatres,
		content_warnings: source.content_warnings,
		description: source.description,
		mirrors: source.mirrors.map(mirrorLine).join('\n')
	};
}

type Mirror = EditableSource['mirrors'][number];
/** `+`: read as well; `-`: a page for people, not a feed. */
const mirrorLine = ({ label, url, feed, additional, kind }: Mirror): string =>
	[`${additional ? '+ ' : feed ? '' : '- '}${label}`, url, ...(kind ? [kind] : [])].join(' | ');

export function valuesOf(form: FormData): SourceForm {
	const lines = Object.fromEntries(LINES.map((name) => [name, line(form, name)])) as Record<
		(typeof LINES)[number],
		string
	>;
	return {
		...lines,
		theatres: form.getAll('theatres').map(String),
		content_warnings: form.getAll('content_warnings').map(String),
		description: text(form, 'description'),
		mirrors: raw(form, 'mirrors').slice(0, 5_000)
	};
}

type Parsed = { success: true; entry: EditableSource } | { success: false; problems: string[] };

/** The entry, or sentences that begin with the field they are about. */
export function parseForm(values: SourceForm): Parsed {
	const orNull = (typed: string) => typed || null;
	const parsed = v.safeParse(EditableSourceSchema, {
		...values,
		languages: values.languages.split(/[\s,]+/).filter(Boolean),
		url: orNull(values.url),
		feed_url: orNull(values.feed_url),
		affiliation: orNull(values.affiliation),
		origin_group: orNull(values.origin_group),
		mirrors: values.mirrors
			.split('\n')
			.map((typed) => typed.trim())
			.filter(Boolean)
			.map(mirrorOf)
	});
	if (parsed.success) return { success: true, entry: parsed.output };
	const problems = parsed.issues.map((issue) => {
		const path = v.getDotPath(issue);
		return path ? `${path}: ${issue.message}` : issue.message;
	});
	return { success: false, problems };
}

function mirrorOf(typed: string): object {
	const [label = '', url = '', kind] = typed.split('|').map((part) => part.trim());
	const isAdditional = label.startsWith('+');
	const isPage = label.startsWith('-');
	return {
		label: label.replace(/^[+-]\s*/, ''),
		url,
		...(isPage ? {} : { feed: true }),
		...(isAdditional ? { additional: true } : {}),
		...(kind ? { kind } : {})
	};
}
