/** Which of our addresses can be embedded, and as what. */
import { reportView } from '#lib/domain/report-view.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { answerable, parseView, type Problem, type View } from '#lib/domain/view.ts';
import * as reports from '#lib/server/reports.ts';
import * as savedViews from '#lib/server/saved-views.ts';
import * as views from '#lib/server/views.ts';
import { mapWords, reportWords, type ShareWords } from '#lib/ui/share/share-words.ts';
import * as bulletins from '#lib/server/bulletins.ts';
import { bulletinShareWords } from '../(pages)/bulletins/shared-bulletin.ts';
import { askable, viewOf } from '../(pages)/bulletins/written.ts';

export type Embeddable =
	| { outcome: 'found'; view: View; words: ShareWords }
	| { outcome: 'missing' }
	| { outcome: 'private' }
	| { outcome: 'malformed'; problems: Problem[] };

/** Pages of a person who is signed in: there is something, but not for a stranger. */
const PRIVATE = /^\/(me|review)(\/|$)/;

/** @param page an address of this site; what it shows anybody, in the language it names or else English */
export async function embeddableAt(page: URL, locals: App.Locals): Promise<Embeddable> {
	const path = page.pathname.replace(/(?<=.)\/$/, '');
	if (PRIVATE.test(path)) return { outcome: 'private' };
	const [, front, date] = /^\/bulletins\/(\w+)\/([\w-]+)$/.exec(path) ?? [];
	if (front && date) return bulletinAt({ theatre: front, date }, page, { ...locals, db: locals.anonymous });
	const anybody = { ...locals, db: locals.anonymous };
	const report = /^\/reports\/([1-9]\d{0,9})$/.exec(path);
	const theatre = THEATRES.find((name) => path === `/${name}`);
	const saved = /^\/(?:e|embed)\/([0-9A-Za-z]+)$/.exec(path);
	if (!report && !theatre && !saved && path !== '/' && path !== '/embed') return { outcome: 'missing' };
	const search = await savedViews.query(anybody.db, saved?.[1], page.searchParams);
	if (!search) return { outcome: 'missing' };

	const now = Date.now();
	const { view, problems } = answerable(parseView(search, theatre), {
		now,
		begins: locals.past.begins
	});
	if (problems.length > 0) return { outcome: 'malformed', problems };
	if (report) return reportAt(Number(report[1]), view, anybody);
	return { outcome: 'found', view, words: await wordsOf(view, anybody, now) };
}

async function reportAt(id: number, { asOf, lang, theme }: View, locals: App.Locals): Promise<Embeddable> {
	const report = await reports.find(locals.db, id, asOf);
	if (!report) return { outcome: 'missing' };
	const shown = locals.forReader(report, locals.lang);
	const view = { ...reportView(shown, asOf), lang, theme };
	return { outcome: 'found', view, words: reportWords(shown, asOf, locals.lang) };
}

/** The map of a bulletin's time, as the reports were known. */
async function bulletinAt(
	params: { theatre: string; date: string },
	page: URL,
	locals: App.Locals
): Promise<Embeddable> {
	const now = Date.now();
	const asked = askable(params, now);
	if (!asked) return { outcome: 'missing' };
	const { bulletin } = await bulletins.tell(locals, asked, now);
	const { lang, theme } = parseView(page.searchParams).view;
	const view = { ...viewOf(asked, bulletin.edition?.as_of ?? null), lang, theme };
	return { outcome: 'found', view, words: bulletinShareWords(bulletin, locals.lang, now) };
}

async function wordsOf(view: View, locals: App.Locals, now: number): Promise<ShareWords> {
	const opened = view.report === null ? null : await reports.find(locals.db, view.report, view.asOf);
	if (opened) return reportWords(locals.forReader(opened, locals.lang), view.asOf, locals.lang);
	const { archive, filter, period } = await views.resolve(locals, view, now);
	return mapWords({ view, filter, period, facets: views.counts(archive, filter) }, locals.lang);
}
