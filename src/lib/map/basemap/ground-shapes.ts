/** Land, water, boundaries and names of a frame, out of the basemap's tiles: for a picture drawn without MapLibre. */
import { VectorTile, type VectorTileFeature, type VectorTileLayer } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { PMTiles } from 'pmtiles';
import { tilePlace, tilesIn, type Frame, type TileName, type XY } from '../frame.ts';
import { FOCUS, THEATRE_MIN_ZOOM } from './ground.ts';
import type { LabelLanguage } from './label-language.ts';
import { areaOf, clipLine, clipRing, simplify, type Box } from './shapes.ts';

/** A name and where it stands; the lower the rank, the sooner it is given room. */
export type NameShape = { text: string; at: XY; kind: 'country' | 'place'; rank: number };
/** One drawing of the ground. Polygons are rings to be filled by the non-zero rule. */
export type GroundShapes = {
	/** Painted over with the sea first: the detailed tiles lie on the coarse ones. */
	cover: XY[][];
	land: XY[][];
	focus: XY[][];
	lakes: XY[][];
	rivers: XY[][];
	admin1: XY[][];
	boundaries: XY[][];
	disputed: XY[][];
	names: NameShape[];
};

const WORLD_MAX_ZOOM = 5;
const THEATRE_MAX_ZOOM = 8;
/**
 * Corners nearer than this to their line are left out (pixels), and smaller islands (square pixels): what is less
 * cannot be seen. Far out, where coasts of half the world are in the frame, a little more.
 */
const detailAt = (zoom: number) =>
	zoom < 5 ? { tolerance: 1, smallest: 4 } : { tolerance: 0.8, smallest: 3 };
/** Pixels a polygon reaches over its tile, so that no seam shows. */
const OVERLAP = 0.4;
const ADMIN1_MIN_ZOOM = 4.2;
/** River levels that are drawn, by zoom: 1 is the greatest. */
const riverLevel = (zoom: number): number => (zoom < 4 ? 1 : zoom < 6 ? 2 : 3);

/** The ground from the bottom up: the world, and over it the fronts where the frame is close enough. */
export async function groundShapes(
	archive: PMTiles,
	frame: Frame,
	lang: LabelLanguage
): Promise<GroundShapes[]> {
	const near = frame.zoom >= THEATRE_MIN_ZOOM ? await read(archive, frame, lang, THEATRE_MAX_ZOOM) : null;
	if (near?.isWhole) return [near.shapes];
	const far = await read(archive, frame, lang, WORLD_MAX_ZOOM);
	return near ? [far.shapes, near.shapes] : [far.shapes];
}

async function read(archive: PMTiles, frame: Frame, lang: LabelLanguage, maxZoom: number) {
	const z = Math.max(0, Math.min(maxZoom, Math.floor(frame.zoom)));
	const reader = new TileShapes(frame, lang);
	let isWhole = true;
	for (const name of tilesIn(frame, z)) {
		const tile = await archive.getZxy(name.z, name.x, name.y);
		if (tile) reader.add(new VectorTile(new PbfReader(new Uint8Array(tile.data))), name);
		else isWhole = false;
	}
	return { shapes: reader.shapes, isWhole };
}

class TileShapes {
	readonly shapes: GroundShapes = {
		...{ cover: [], land: [], focus: [], lakes: [], rivers: [] },
		...{ admin1: [], boundaries: [], disputed: [], names: [] }
	};
	readonly #frame: Frame;
	readonly #lang: LabelLanguage;

	constructor(frame: Frame, lang: LabelLanguage) {
		this.#frame = frame;
		this.#lang = lang;
	}

	add({ layers }: VectorTile, name: TileName): void {
		const { shapes } = this;
		const { zoom } = this.#frame;
		const tile = new TileInFrame(this.#frame, name);
		for (const feature of featuresOf(layers.cover)) shapes.cover.push(...tile.rings(feature));
		for (const feature of featuresOf(layers.land)) {
			const isFocus = FOCUS.includes(String(feature.properties.a3));
			shapes[isFocus ? 'focus' : 'land'].push(...tile.rings(feature));
		}
		for (const feature of featuresOf(layers.lake)) shapes.lakes.push(...tile.rings(feature));
		for (const feature of featuresOf(layers.river)) {
			if (Number(feature.properties.l) <= riverLevel(zoom)) shapes.rivers.push(...tile.lines(feature));
		}
		for (const feature of zoom < ADMIN1_MIN_ZOOM ? [] : featuresOf(layers.admin1)) {
			shapes.admin1.push(...tile.lines(feature));
		}
		for (const feature of featuresOf(layers.boundary)) {
			const isDisputed = feature.properties.d !== undefined;
			shapes[isDisputed ? 'disputed' : 'boundaries'].push(...tile.lines(feature));
		}
		for (const feature of featuresOf(layers.place)) this.#name(feature, tile, 'place');
		for (const feature of featuresOf(layers.label)) {
			if (feature.properties.k === 'country') this.#name(feature, tile, 'country');
		}
	}

	/** Tiles overlap: a name is kept once, from the tile it lies in. */
	#name(feature: VectorTileFeature, tile: TileInFrame, kind: NameShape['kind']): void {
		const { n, mz, r } = feature.properties;
		const text = feature.properties[`n_${this.#lang}`] ?? n;
		const at = tile.point(feature);
		if (typeof text !== 'string' || Number(mz ?? 0) > this.#frame.zoom || !at) return;
		this.shapes.names.push({ text, at, kind, rank: Number(mz ?? 0) * 100 + Number(r ?? 0) });
	}
}

function featuresOf(layer: VectorTileLayer | undefined): VectorTileFeature[] {
	return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i));
}

/** A tile's own units as pixels of the frame. */
class TileInFrame {
	readonly #place: { x: number; y: number; side: number };
	/** What of the tile is in the frame. */
	readonly #box: Box;
	readonly #detail: ReturnType<typeof detailAt>;

	constructor(frame: Frame, name: TileName) {
		const { x, y, side } = (this.#place = tilePlace(frame, name));
		this.#detail = detailAt(frame.zoom);
		this.#box = {
			left: Math.max(x, -4),
			top: Math.max(y, -4),
			right: Math.min(x + side, frame.width + 4),
			bottom: Math.min(y + side, frame.height + 4)
		};
	}

	rings(feature: VectorTileFeature): XY[][] {
		const { left, top, right, bottom } = this.#box;
		const box = {
			left: left - OVERLAP,
			top: top - OVERLAP,
			right: right + OVERLAP,
			bottom: bottom + OVERLAP
		};
		return this.#pixels(feature)
			.map((ring) => simplify(clipRing(ring, box), this.#detail.tolerance))
			.filter((ring) => ring.length > 2 && Math.abs(areaOf(ring)) > this.#detail.smallest);
	}

	lines(feature: VectorTileFeature): XY[][] {
		return this.#pixels(feature)
			.flatMap((line) => clipLine(line, this.#box))
			.map((line) => simplify(line, this.#detail.tolerance));
	}

	/** `null` when it lies outside the tile or the frame. */
	point(feature: VectorTileFeature): XY | null {
		const [x, y] = this.#pixels(feature)[0]![0]!;
		const { left, top, right, bottom } = this.#box;
		return x >= left && x < right && y >= top && y < bottom ? [x, y] : null;
	}

	#pixels(feature: VectorTileFeature): XY[][] {
		const { x, y, side } = this.#place;
		const scale = side / feature.extent;
		return feature.loadGeometry().map((part) => part.map((at): XY => [x + at.x * scale, y + at.y * scale]));
	}
}
