import { isHttpError } from '@sveltejs/kit';
import { toSearch, VIEW_PARAMETERS, type Problem, type View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { CARD_SIDE, parseCardName } from '#lib/publish/card.ts';
import { badParameters, problemDetails } from '#lib/publish/problem.ts';
import { isKnown, OPEN, tagOf, uncached, viewOr400 } from '#lib/server/answers.ts';
import { cardCaching } from '#lib/server/card/caching.ts';
import { openCards, TooManyCards } from '#lib/server/card/cards.ts';
import { drawCard } from '#lib/server/card/draw.ts';
import { isPreviewAgent } from '#lib/server/card/preview-agents.ts';
import { retryAfter } from '#lib/server/too-many.ts';
import { CARD_STEP } from '#lib/ui/share/share-address.ts';
import { cardOf } from './card-of.ts';
import type { RequestHandler } from './$types';

const KEPT_BYTES = 48_000_000;
/** Links are posted where an address may have 2,000 characters. */
const LONGEST_QUERY = 2_000;
/** Seconds until a full queue is worth another try. */
const BUSY = '5';

type Drawn = { png: Uint8Array<ArrayBuffer>; tag: string };
const cards = openCards<Drawn>(KEPT_BYTES, ({ png }) => png.length);

/** `/card/1200x630.png?…view`: the view as a picture, in the language and appearance the address names. */
export const GET: RequestHandler = async (event) => {
	const { params, url, request, locals } = event;
	const size = parseCardName(params.name);
	if (!size) return uncached(noSuchSize(params.name));
	const problems = unknownIn(url);
	if (problems.length > 0) return uncached(badParameters(problems));
	const asked = viewOr400(url, locals);
	if ('refusal' in asked) return uncached(asked.refusal);

	const { view } = asked;
	const now = Date.now();
	try {
		const key = [params.name, toSearch(view), await versionOf(view, locals, now)].join(' ');
		const isAgent = isPreviewAgent(request.headers.get('user-agent'));
		if (!isAgent && !cards.has(key)) {
			const verdict = locals.slowDown.place('card', event.getClientAddress());
			if (!verdict.isAllowed) return slowedDown(String(retryAfter(verdict)));
		}
		const draw = async () => {
			const png = await drawCard(await cardOf(locals, view, { ...size, site: url.host, now }));
			return { png, tag: tagOf(png).slice(2) };
		};
		return answer(await cards.get(key, draw, isAgent), request, view, now);
	} catch (problem) {
		if (problem instanceof TooManyCards || (isHttpError(problem) && problem.status === 503)) return busy();
		throw problem;
	}
};

/** What a picture depends on besides its address. */
async function versionOf({ asOf }: View, { archive, past }: App.Locals, now: number): Promise<string> {
	if (asOf !== null) return `${(await past.at(asOf)).cursor}`;
	return `${archive.cursor} ${Math.floor(now / CARD_STEP)}`;
}

function answer({ png, tag }: Drawn, request: Request, { asOf }: View, now: number): Response {
	const headers = {
		...OPEN,
		etag: tag,
		'cache-control': cardCaching(asOf, now),
		'content-type': 'image/png'
	};
	return isKnown(request, tag)
		? new Response(null, { status: 304, headers })
		: new Response(png, { headers: { ...headers, 'content-length': String(png.length) } });
}

/** A picture nobody can have meant: it would be kept under an address that says something else. */
function unknownIn({ search, searchParams }: URL): Problem[] {
	if (search.length > LONGEST_QUERY) {
		const allowed = `at most ${LONGEST_QUERY} characters`;
		return [{ parameter: 'the query', value: `${search.slice(1, 60)}…`, allowed }];
	}
	const allowed = [...VIEW_PARAMETERS, 't'].join(', ');
	const unknown = [...searchParams.keys()].filter((name) => name !== 't' && !VIEW_PARAMETERS.includes(name));
	const time = searchParams.get('t');
	return [
		...unknown.map((parameter) => ({ parameter, value: searchParams.get(parameter) ?? '', allowed })),
		...(time === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time)
			? []
			: [{ parameter: 't', value: time, allowed: 'a UTC date-time such as 2026-11-28T03:10:00Z' }])
	];
}

const noSuchSize = (name: string): Response =>
	problemDetails(
		400,
		'No such card',
		`${name.slice(0, 60)}: a card is {width}x{height}.png with sides of ${CARD_SIDE.min} to ${CARD_SIDE.max} pixels`
	);

function slowedDown(seconds: string): Response {
	const refusal = problemDetails(429, 'Too many pictures', m.card_slow_down({ seconds }));
	refusal.headers.set('retry-after', seconds);
	return uncached(refusal);
}

function busy(): Response {
	const refusal = problemDetails(503, 'Too many pictures at once', m.card_slow_down({ seconds: BUSY }));
	refusal.headers.set('retry-after', BUSY);
	return uncached(refusal);
}
