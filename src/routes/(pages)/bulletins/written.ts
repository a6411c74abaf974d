/** A bulletin in the reader's language: its blocks of text, and the view of the map that shows the same. */
import { error } from '@sveltejs/kit';
import { parseBulletinDate, type BulletinPeriod } from '#lib/domain/bulletin-period.ts';
import { dayOf } from '#lib/domain/event-time.ts';
import { THEATRES, type Theatre } from '#lib/domain/theatre.ts';
import { DEFAULT_VIEW, type View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { bulletinText, type Block } from '#lib/publish/bulletin-text.ts';
import * as bulletins from '#lib/server/bulletins.ts';
import { mapAddress } from '#lib/ui/address.ts';
import { cardAddress } from '#lib/ui/share/share-address.ts';
import { bulletinWords } from './bulletin-words.ts';

export type Asked = { theatre: Theatre; period: BulletinPeriod };

/** What an address asks for; null where it names no front, no day or week, or one to come. */
export function askable(params: { theatre: string; date: string }, now: number): Asked | null {
	const theatre = THEATRES.find((name) => name === params.theatre);
	const period = parseBulletinDate(params.date);
	return theatre && period && period.from <= now ? { theatre, period } : null;
}

/** As above. @throws 404 that says what is wrong with the address */
export function askedFor(params: { theatre: string; date: string }, now: number): Asked {
	const asked = askable(params, now);
	if (asked) return asked;
	const isToCome = askable(params, Infinity) !== null;
	error(404, isToCome ? m.bulletin_future() : m.bulletin_missing());
}

export const pathOf = ({ theatre, date }: { theatre: Theatre; date: string }): string =>
	`/bulletins/${theatre}/${date}`;

/** The reports of a bulletin as the map shows them: as they were known, where it has an edition. */
export const viewOf = ({ theatre, period }: Asked, asOf: View['asOf']): View => ({
	...DEFAULT_VIEW,
	theatres: [theatre],
	period: { from: dayOf(period.from), to: dayOf(period.to - 1) },
	asOf
});

export type Written = bulletins.Told & { title: string; blocks: Block[]; view: View };

/** @param now milliseconds since 1970 */
export async function written(
	locals: App.Locals,
	asked: Asked,
	origin: string,
	now: number
): Promise<Written> {
	const told = await bulletins.tell(locals, asked, now);
	const { bulletin } = told;
	const view = viewOf(asked, bulletin.edition?.as_of ?? null);
	const words = bulletinWords(bulletin, locals.lang, now);
	const blocks = bulletinText(
		bulletin,
		words,
		{
			page: origin + pathOf({ theatre: asked.theatre, date: asked.period.date }),
			report: (id) => `${origin}/reports/${id}`,
			map: origin + mapAddress(view),
			picture: bulletin.total === 0 ? null : origin + cardAddress(view, { lang: locals.lang, now })
		},
		told.titles
	);
	return { ...told, title: words.title, blocks, view };
}
