import { version } from '$app/environment';
import { allNewestFirst } from '#lib/columns/listing.ts';
import { dayOf } from '#lib/domain/event-time.ts';
import { toSearch, type View } from '#lib/domain/view.ts';
import { EXPORT_FORMATS, EXPORTER, type ExportFormat } from '#lib/publish/exports.ts';
import { problemDetails } from '#lib/publish/problem.ts';
import { idsOr400, isKnown, OPEN, strictViewOr400, tagOf } from '#lib/server/answers.ts';
import { exportRows } from '#lib/server/export-rows.ts';
import { exportStream, hasRoom } from '#lib/server/export-stream.ts';
import * as views from '#lib/server/views.ts';
import { mapAddress } from '#lib/ui/address.ts';
import type { RequestHandler } from './$types';

/** Everything a view shows as a file: GeoJSON, CSV or KML, streamed, newest first. */
export const GET: RequestHandler = async ({ params, url, request, locals }) => {
	const format = EXPORT_FORMATS.find((name) => name === params.format);
	if (!format) {
		const there = EXPORT_FORMATS.map((name) => `/export/reports.${name}`).join(', ');
		return problemDetails(404, 'Not found', `Exports are ${there}`);
	}
	const asked = await strictViewOr400(url, locals, ['ids']);
	if ('refusal' in asked) return asked.refusal;
	const listed = idsOr400(url);
	if ('refusal' in listed) return listed.refusal;
	const { view } = asked;
	const { archive, filter, period } = await views.resolve(locals, view, Date.now());
	const ids = listed.ids ? Uint32Array.from(listed.ids) : allNewestFirst(archive.columns, filter);
	// Equal reports in equal words: a change of any of them moves the cursor.
	const made = [version, format, url.origin, toSearch(view), archive.cursor].join(' ');
	const tag = tagOf(new TextEncoder().encode(made), new Uint8Array(ids.buffer));
	const exporter = EXPORTER[format];
	const headers = {
		...OPEN,
		etag: tag,
		'content-type': exporter.type,
		'content-disposition': `attachment; filename="${fileName(view, listed.ids ? null : period, format)}"`,
		'cache-control': 'no-cache'
	};
	if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
	if (request.method === 'HEAD') return new Response(null, { headers });
	if (!hasRoom()) {
		const busy = problemDetails(
			503,
			'Too many exports at once',
			'others are being written; ask again in a moment'
		);
		busy.headers.set('retry-after', '10');
		return busy;
	}
	const head = {
		origin: url.origin,
		view: url.origin + mapAddress({ ...view, report: null }),
		count: ids.length
	};
	return new Response(exportStream(exportRows(locals.db, ids, view.asOf), exporter, head), { headers });
};

/** "fronts-gaza-2023-11-24-2023-11-30.csv": front, first and last day; a frozen one says of when it is. */
function fileName(view: View, period: views.ResolvedView['period'] | null, format: ExportFormat): string {
	const days = (period ? [period.from, period.to - 1] : []).flatMap((at) => (at === null ? [] : [dayOf(at)]));
	const known = view.asOf === null ? [] : [`as-of-${view.asOf.replaceAll(':', '')}`];
	return `${['fronts', ...(view.theatres ?? []), ...days, ...known].join('-')}.${format}`;
}
