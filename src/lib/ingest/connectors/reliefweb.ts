/**
 * ReliefWeb's interface, version 2. It wants a name that was approved beforehand; without one its feeds are read, which
 * say less and hold fewer reports. The point of a report is that of its whole country: it is not taken for a place.
 */
import * as v from 'valibot';
import { languageOf } from '../../geoparse/language.ts';
import type { Post } from '../../domain/post.ts';
import { decodeText } from '../charset.ts';
import { absolute, plainLine, readHtml } from '../html-text.ts';
import { unreadable, type Parse, type ParseContext } from '../parsed-page.ts';
import { believableTime } from '../published-time.ts';

const API = 'https://api.reliefweb.int/v2/reports';
const PAGE = 30;
const FIELDS = [
	'title',
	'url',
	'url_alias',
	'date.created',
	'body-html',
	'source.name',
	'file.url',
	'language.code'
];

/**
 * The question to the interface that equals a feed's address, or the interface's own address with the name.
 * Null without a name, and for any other host.
 */
export function reliefwebQuery(address: string, appname: string | undefined): string | null {
	if (!appname || !URL.canParse(address)) return null;
	const asked = new URL(address);
	const isApi = asked.host === 'api.reliefweb.int';
	if (!isApi && !/^(?:www\.)?reliefweb\.int$/.test(asked.host)) return null;
	const query = isApi ? asked : new URL(API);
	query.searchParams.set('appname', appname);
	if (isApi) return query.href;
	const country = asked.searchParams.get('primary_country');
	if (!country || !/^\d{1,5}$/.test(country)) return null;
	query.searchParams.set('preset', 'latest');
	query.searchParams.set('limit', String(PAGE));
	query.searchParams.set('filter[field]', 'primary_country.id');
	query.searchParams.set('filter[value]', country);
	for (const field of FIELDS) query.searchParams.append('fields[include][]', field);
	return query.href;
}

const AnswerSchema = v.object({ data: v.array(v.looseObject({})) });
const text = v.optional(v.string());
const ReportSchema = v.object({
	id: v.union([v.string(), v.number()]),
	fields: v.object({
		title: v.string(),
		url: text,
		url_alias: text,
		date: v.optional(v.object({ created: text })),
		'body-html': text,
		body: text,
		file: v.optional(v.array(v.object({ url: text })))
	})
});

export const parseReliefweb: Parse = (bytes, context) => {
	const { slug } = context.source;
	let answer: unknown;
	try {
		answer = JSON.parse(decodeText(bytes, context.contentType));
	} catch {
		return unreadable(`the answer of ReliefWeb for ${slug} is not JSON`);
	}
	const parsed = v.safeParse(AnswerSchema, answer);
	if (!parsed.success) {
		const said = (answer as { error?: { message?: unknown } } | null)?.error?.message;
		return unreadable(
			`ReliefWeb answered ${slug} without reports${typeof said === 'string' ? `: ${said.slice(0, 200)}` : ''}`
		);
	}
	const posts = new Map<string, Post>();
	for (const entry of parsed.output.data) {
		const report = v.safeParse(ReportSchema, entry);
		if (!report.success) continue;
		const post = readReport(report.output, context);
		posts.set(post.external_id, post);
	}
	if (posts.size === 0 && parsed.output.data.length > 0) {
		return unreadable(`no report of ReliefWeb for ${slug} has a title: its interface has changed`);
	}
	return {
		posts: [...posts.values()].reverse(),
		layoutOk: true,
		problem: null,
		missing: [],
		about: { format: 'ReliefWeb API v2', title: 'ReliefWeb', language: null }
	};
};

function readReport({ id, fields }: v.InferOutput<typeof ReportSchema>, context: ParseContext): Post {
	const url = absolute(fields.url_alias ?? fields.url, context.url);
	const title = plainLine(fields.title);
	const body = readHtml(fields['body-html'] ?? fields.body ?? '', context.url);
	return {
		// The feeds give the same address as their id: a report read both ways is one post.
		external_id: (url ?? `reliefweb/${id}`).slice(0, 500),
		url,
		published_at: believableTime(fields.date?.created, context.fetchedAt),
		edited: false,
		title,
		text: body.text || title,
		lang: languageOf(`${title}\n${body.text}`, context.source.languages),
		forwarded_from: null,
		reply_to: null,
		links: body.links.filter((link) => link !== url),
		media: (fields.file ?? []).flatMap((file) => {
			const address = absolute(file.url, context.url);
			return address ? [{ kind: 'document' as const, url: address }] : [];
		}),
		withheld: false,
		point: null
	};
}
