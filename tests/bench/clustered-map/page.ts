/**
 * The usual way to put reports on a map, on our basemap: a clustered GeoJSON source, filtered by `setData`. Bubbles with
 * counts far out, the same pins where a report stands alone; no areas, no rings by type, no grades, which it could not
 * keep right without more work.
 */
import 'maplibre-gl/dist/maplibre-gl.css';
import {
	addProtocol,
	Map as MapLibreMap,
	setWorkerUrl,
	type ExpressionSpecification,
	type GeoJSONSource,
	type LayerSpecification
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { FeatureCollection } from 'geojson';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { FONT_URLS } from '#lib/map/basemap/font-urls.ts';
import { drawDot, parseDotId } from '#lib/map/basemap/place-dots.ts';
import { basemapTiles } from '#lib/map/basemap/protocol.ts';
import { basemapStyle, TILES_PATH } from '#lib/map/basemap/style.ts';
import { pinLayers } from '#lib/map/pin-layers.ts';
import { drawSymbol, parseImageId } from '#lib/map/symbols.ts';

export type Row = Pick<ReportRow, 'id' | 'point' | 'reliability' | 'credibility' | 'state'> & {
	type: ReportRow['eventType'];
};

const root = location.origin;
const search = new URLSearchParams(location.search);
const bounds = search.get('bounds')!.split(',').map(Number) as [number, number, number, number];
const rows: Row[] = await (await fetch('/rows.json')).json();

setWorkerUrl(workerUrl);
addProtocol('pmtiles', basemapTiles(root + TILES_PATH));
const basemap = basemapStyle({ theme: 'light', lang: 'en', fonts: FONT_URLS, root });
const map = new MapLibreMap({
	container: 'map',
	bounds,
	fadeDuration: 0,
	style: {
		...basemap,
		sources: {
			...basemap.sources,
			marks: { type: 'geojson', cluster: true, clusterMaxZoom: 7, data: collection(null) }
		},
		layers: [...basemap.layers, ...clusterLayers()]
	}
});
map.setMissingStyleImageResolver((id) => {
	const dot = parseDotId(id);
	const symbol = parseImageId(id);
	if (dot) map.addImage(id, drawDot(dot, 'light', 1));
	if (symbol) map.addImage(id, drawSymbol(symbol, 'light', 1));
});
map.once('idle', () => (document.body.dataset.ready = 'yes'));

/** Our own bubbles and pins, told apart as such a source tells them. */
function clusterLayers(): LayerSpecification[] {
	const isBubble: ExpressionSpecification = ['has', 'point_count'];
	return pinLayers('light')
		.filter(({ id }) => ['report-bubbles', 'report-bubble-counts', 'report-pins'].includes(id))
		.map((layer) => {
			const renamed = JSON.parse(JSON.stringify(layer).replaceAll('"count"', '"point_count"'));
			return { ...renamed, filter: layer.id === 'report-pins' ? ['!', isBubble] : isBubble };
		});
}

function collection(type: string | null): FeatureCollection {
	return {
		type: 'FeatureCollection',
		features: rows
			.filter((row) => type === null || row.type === type)
			.map(({ id, point, ...properties }) => ({
				...{ type: 'Feature', id, properties: { ...properties, prominence: id } },
				geometry: { type: 'Point', coordinates: point }
			}))
	};
}

/** Shows one type, or all; resolves with the milliseconds until the map rested. */
function step(type: string | null, quiet: number): Promise<number> {
	return new Promise((resolve) => {
		const begun = performance.now();
		void map.getSource<GeoJSONSource>('marks')!.setData(collection(type));
		let last = begun;
		const onidle = () => (last = performance.now());
		map.on('idle', onidle);
		setTimeout(function wait() {
			if (last === begun || performance.now() - last < quiet) return void setTimeout(wait, 100);
			map.off('idle', onidle);
			resolve(last - begun);
		}, 100);
	});
}
Object.assign(globalThis, { step });
if (search.has('expose')) Object.assign(globalThis, { map });
