import { m } from '#lib/i18n/messages.js';
import { bulletinMarkdown, LEMMY_LIMIT, type LemmyPlace } from '#lib/publish/bulletin-markdown.ts';
import { badParameters } from '#lib/publish/problem.ts';
import { isKnown, numberOr400, OPEN, tagOf } from '#lib/server/answers.ts';
import { askedFor, pathOf, written } from '../../written.ts';
import type { RequestHandler } from './$types';

const PLACES = Object.keys(LEMMY_LIMIT) as LemmyPlace[];

/** Ready to paste: `for` a post or a comment, and which `part` where one is not enough; `Link` says the next. */
export const GET: RequestHandler = async ({ params, url, request, locals }) => {
	const now = Date.now();
	const asked = askedFor(params, now);
	const place = PLACES.find((name) => name === (url.searchParams.get('for') ?? 'post'));
	if (!place) {
		const value = url.searchParams.get('for')!;
		return badParameters([{ parameter: 'for', value, allowed: PLACES.join(', ') }]);
	}
	const { blocks } = await written(locals, asked, url.origin, now);
	const path = pathOf({ theatre: asked.theatre, date: asked.period.date });
	const parts = bulletinMarkdown(blocks, {
		limit: LEMMY_LIMIT[place],
		page: url.origin + path,
		part: (number, of) => m.bulletin_part({ number: String(number), of: String(of) }),
		continued: m.bulletin_continued()
	});
	const part = numberOr400(url, 'part', { min: 1, max: parts.length, fallback: 1 });
	if ('refusal' in part) return part.refusal;
	const body = new TextEncoder().encode(`${parts[part.value - 1]}\n`);
	const etag = tagOf(body);
	const headers = new Headers({
		...OPEN,
		'content-type': 'text/markdown; charset=utf-8',
		'cache-control': 'no-cache',
		vary: 'accept-language',
		etag
	});
	if (part.value < parts.length) {
		const next = new URL(url);
		next.searchParams.set('part', String(part.value + 1));
		headers.append('link', `<${next.href}>; rel="next"`);
	}
	return isKnown(request, etag)
		? new Response(null, { status: 304, headers })
		: new Response(body, { headers });
};
