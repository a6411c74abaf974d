import { gzipSync } from 'node:zlib';
import { EVERYTHING } from '#lib/domain/filter.ts';
import { PUBLIC_STATES } from '#lib/domain/report.ts';
import { toSearch, type View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { frameOf } from '#lib/map/frame.ts';
import { drawPicture } from '#lib/publish/picture.ts';
import { FROZEN, numberOr400, tagOf, viewOr400 } from '#lib/server/answers.ts';
import { RecentlyMade } from '#lib/server/recently-made.ts';
import { isSettled } from '#lib/server/past.ts';
import * as views from '#lib/server/views.ts';
import { dateText, momentText } from '#lib/ui/times.ts';
import { frontsText, periodText } from '#lib/ui/view-words.ts';
import { numberText } from '#lib/ui/words.ts';
import { cameraOf } from '../(map)/[[theatre]]/camera.ts';
import { ATTRIBUTION, COLOURS, openReport, sceneOf } from './scene.ts';
import type { RequestHandler } from './$types';

const SIDE = { min: 160, max: 1600 };
/** A period such as "last 24 hours" moves on; a picture this old is still right enough. Milliseconds. */
const AGE = 600_000;

type Drawn = { svg: Uint8Array<ArrayBuffer>; gzip: Uint8Array<ArrayBuffer>; tag: string };
const drawn = new RecentlyMade<Drawn>(48);

/** The view as a still picture; `width` and `height` in CSS pixels, `only=1` leaves out all but the open report. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const asked = viewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const width = numberOr400(url, 'width', { ...SIDE, fallback: 960 });
	if ('refusal' in width) return width.refusal;
	const height = numberOr400(url, 'height', { ...SIDE, fallback: 640 });
	if ('refusal' in height) return height.refusal;
	const only = numberOr400(url, 'only', { min: 0, max: 1, fallback: 0 });
	if ('refusal' in only) return only.refusal;

	const now = Date.now();
	const { asOf } = asked.view;
	const { cursor } = asOf === null ? locals.archive : await locals.past.at(asOf);
	const key = [
		toSearch(asked.view),
		...[width.value, height.value, only.value, locals.lang, cursor, asOf ?? Math.floor(now / AGE)]
	].join(' ');
	const picture = await drawn.get(key, async () => {
		const svg = await draw(locals, asked.view, { ...size(width, height), isAlone: only.value === 1, now });
		return answerOf(svg);
	});
	return respond(picture, request, asOf !== null && isSettled(asOf, now));
};

const size = (width: { value: number }, height: { value: number }) => ({
	width: width.value,
	height: height.value
});

type Wish = { width: number; height: number; isAlone: boolean; now: number };

async function draw(locals: App.Locals, view: View, { width, height, isAlone, now }: Wish): Promise<string> {
	const { lang } = locals;
	const { archive, filter, period } = await views.resolve(locals, view, now);
	const report = openReport(archive, view);
	const shown =
		isAlone && report ? { ...EVERYTHING, states: PUBLIC_STATES, ids: new Set([report.id]) } : filter;
	const opened = report && { point: report.point, uncertainty_m: report.uncertainty };
	const frame = frameOf(cameraOf(view, opened), width, height);
	const scene = await sceneOf(archive, { filter: shown, report, frame, lang });
	const { total } = views.counts(archive, shown);
	return drawPicture({
		...scene,
		theme: view.theme,
		colours: COLOURS,
		title: frontsText(view),
		caption: [
			isAlone && report
				? m.report_number({ id: String(report.id) })
				: m.list_count({ count: numberText(total, lang) }),
			isAlone && report ? dateText(report.occurredAt, lang) : periodText(view, period, lang),
			...(view.asOf === null ? [] : [m.asof_known({ at: momentText(view.asOf, lang) })])
		].join(' · '),
		isBare: isAlone,
		attribution: ATTRIBUTION
	});
}

function answerOf(svg: string): Drawn {
	const bytes = new TextEncoder().encode(svg);
	return { svg: bytes, gzip: new Uint8Array(gzipSync(bytes)), tag: tagOf(bytes) };
}

function respond({ svg, gzip, tag }: Drawn, request: Request, isFrozen: boolean): Response {
	const headers = {
		etag: tag,
		'cache-control': 'no-cache',
		...(isFrozen && FROZEN),
		vary: 'accept-encoding, accept-language',
		// Opened by itself it is a document: nothing in it may run or load.
		'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
		'content-type': 'image/svg+xml; charset=utf-8'
	};
	if (request.headers.get('if-none-match')?.includes(tag))
		return new Response(null, { status: 304, headers });
	const isGzip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
	return isGzip
		? new Response(gzip, { headers: { ...headers, 'content-encoding': 'gzip' } })
		: new Response(svg, { headers });
}
