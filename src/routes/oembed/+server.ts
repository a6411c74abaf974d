import { oembedAnswer, OEMBED_SIDE, oembedXml } from '#lib/publish/oembed.ts';
import { badParameters, problemDetails } from '#lib/publish/problem.ts';
import { json, numberOr400, OPEN, uncached } from '#lib/server/answers.ts';
import { CARD_SIZE, cardAddress, embedAddress } from '#lib/ui/share/share-address.ts';
import { titleOf } from '../share/shared-head.ts';
import { embeddableAt } from './embeddable.ts';
import type { RequestHandler } from './$types';

/** Seconds an answer may be kept: a frozen view stays as it is, of a live one the title moves on. */
const AGE = { frozen: 86_400, live: 600 };

/** oEmbed 1.0. Parameters it does not know are ignored, as the specification has it. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const answer = await answerTo(url, locals);
	return answer.ok ? answer : uncached(answer);
};

async function answerTo(url: URL, locals: App.Locals): Promise<Response> {
	const format = url.searchParams.get('format') || 'json';
	if (format !== 'json' && format !== 'xml') {
		return problemDetails(501, 'No such format', `format=${format.slice(0, 100)}: there are json and xml`);
	}
	const largest = [maximum(url, 'maxwidth'), maximum(url, 'maxheight')] as const;
	for (const side of largest) if ('refusal' in side) return side.refusal;
	const [maxWidth, maxHeight] = largest.map((side) => ('value' in side ? side.value : null));

	const text = url.searchParams.get('url') ?? '';
	const page = URL.canParse(text) ? new URL(text) : null;
	if (!page || !/^https?:$/.test(page.protocol)) {
		const allowed = `the whole address of a page of this site, such as ${url.origin}/gaza`;
		return badParameters([{ parameter: 'url', value: text.slice(0, 200), allowed }]);
	}
	// Behind a proxy one may be asked for in either scheme.
	if (page.host !== url.host) return missing(page);
	const found = await embeddableAt(page, locals);
	if (found.outcome === 'missing') return missing(page);
	if (found.outcome === 'private') {
		return problemDetails(
			401,
			'A private page',
			`${page.pathname} is for who is signed in, and not embedded`
		);
	}
	if (found.outcome === 'malformed') return badParameters(found.problems);

	const { view, words } = found;
	const { lang } = locals;
	const cacheAge = AGE[view.asOf === null ? 'live' : 'frozen'];
	const answer = oembedAnswer(
		{
			title: titleOf(words),
			frame: url.origin + embedAddress(view),
			siteUrl: `${url.origin}/`,
			cacheAge,
			picture: CARD_SIZE,
			pictureOf: (size) => url.origin + cardAddress(view, { ...size, lang, now: Date.now() })
		},
		maxWidth ?? null,
		maxHeight ?? null
	);
	const headers = { ...OPEN, 'cache-control': `public, max-age=${cacheAge}` };
	if (format === 'json')
		return json(answer, { ...headers, 'content-type': 'application/json; charset=utf-8' });
	return new Response(oembedXml(answer), {
		headers: { ...headers, 'content-type': 'text/xml; charset=utf-8' }
	});
}

/** Null where nothing is said. */
function maximum(url: URL, parameter: string): { value: number | null } | { refusal: Response } {
	if (!url.searchParams.get(parameter)) return { value: null };
	return numberOr400(url, parameter, { ...OEMBED_SIDE, fallback: 0 });
}

const missing = ({ host, pathname }: URL): Response =>
	problemDetails(
		404,
		'Nothing to embed',
		`${host}${pathname} is no map and no report of this site`.slice(0, 300)
	);
