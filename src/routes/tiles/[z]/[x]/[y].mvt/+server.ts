import { tile } from '#lib/columns/tile.ts';
import { problemDetails } from '#lib/publish/problem.ts';
import { frozen, OPEN, strictViewOr400 } from '#lib/server/answers.ts';
import * as views from '#lib/server/views.ts';
import type { RequestHandler } from './$types';

const MAX_ZOOM = 22;

/** Vector tiles of a view, layer `reports` (Mapbox Vector Tile 2.1). */
export const GET: RequestHandler = async ({ params, url, request, locals }) => {
	const asked = await strictViewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const [z, x, y] = [params.z, params.x, params.y].map((text) =>
		/^\d{1,8}$/.test(text) ? Number(text) : -1
	) as [number, number, number];
	if (z < 0 || z > MAX_ZOOM || x < 0 || y < 0 || x >= 2 ** z || y >= 2 ** z) {
		return problemDetails(
			404,
			'No such tile',
			`Tiles are /tiles/{z}/{x}/{y}.mvt with z from 0 to ${MAX_ZOOM} and x, y below 2^z`
		);
	}
	const { archive, filter } = await views.resolve(locals, asked.view, Date.now());
	const bytes = tile(archive.columns, filter, z, x, y);
	const answer = new Response(bytes as Uint8Array<ArrayBuffer>, {
		headers: { ...OPEN, 'content-type': 'application/vnd.mapbox-vector-tile', 'cache-control': 'no-cache' }
	});
	return frozen({ url, request }, asked.view, answer);
};
