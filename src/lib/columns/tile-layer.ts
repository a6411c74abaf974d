import { PbfWriter } from 'pbf';

export const EXTENT = 4096;

/** Field numbers of the Mapbox Vector Tile specification 2.1, section 4. */
const TILE = { layers: 3 } as const;
const LAYER = { name: 1, features: 2, keys: 3, values: 4, extent: 5, version: 15 } as const;
const FEATURE = { id: 1, tags: 2, type: 3, geometry: 4 } as const;
const VALUE = { string: 1, float: 2, uint: 5, sint: 6, bool: 7 } as const;
const POINT = 1;
/** Command "move to", once. */
const MOVE_TO = (1 << 3) | 1;

export type TileValue = string | number | boolean;

/** A layer of points, written as they come. Set the properties of a point, then add it. */
export class TileLayer {
	readonly #name: string;
	readonly #features = new PbfWriter();
	readonly #keys = new Map<string, number>();
	readonly #values = new Map<TileValue, number>();
	#tags: number[] = [];

	constructor(name: string) {
		this.#name = name;
	}

	/** Whole numbers are written exactly, others as 32-bit floats. */
	set(key: string, value: TileValue): void {
		this.#tags.push(numberIn(this.#keys, key), numberIn(this.#values, value));
	}

	/** @param x,y in 1/4096 of the tile, from its north-west corner; `id` is `null` for what is no single thing */
	addPoint(id: number | null, x: number, y: number): void {
		const tags = this.#tags;
		this.#tags = [];
		this.#features.writeMessage(LAYER.features, writePoint, { id, tags, x, y });
	}

	/** A tile of this layer alone; no bytes when nothing was added. */
	toTile(): Uint8Array<ArrayBuffer> {
		const features = this.#features.finish();
		if (features.length === 0) return new Uint8Array(0);
		const layer = new PbfWriter();
		layer.writeVarintField(LAYER.version, 2);
		layer.writeStringField(LAYER.name, this.#name);
		layer.writeVarintField(LAYER.extent, EXTENT);
		for (const key of this.#keys.keys()) layer.writeStringField(LAYER.keys, key);
		for (const value of this.#values.keys()) layer.writeMessage(LAYER.values, writeValue, value);
		const head = layer.finish();
		const tile = new PbfWriter(new Uint8Array(head.length + features.length + 8));
		tile.writeTag(TILE.layers, 2);
		tile.writeVarint(head.length + features.length);
		return joined(tile.finish(), head, features);
	}
}

function writePoint(
	point: { id: number | null; tags: number[]; x: number; y: number },
	pbf: PbfWriter
): void {
	if (point.id !== null) pbf.writeVarintField(FEATURE.id, point.id);
	pbf.writePackedVarint(FEATURE.tags, point.tags);
	pbf.writeVarintField(FEATURE.type, POINT);
	// Zigzag of numbers that are never negative.
	pbf.writePackedVarint(FEATURE.geometry, [MOVE_TO, point.x * 2, point.y * 2]);
}

function writeValue(value: TileValue, pbf: PbfWriter): void {
	if (typeof value === 'string') pbf.writeStringField(VALUE.string, value);
	else if (typeof value === 'boolean') pbf.writeBooleanField(VALUE.bool, value);
	else if (!Number.isInteger(value)) pbf.writeFloatField(VALUE.float, value);
	else if (value < 0) pbf.writeSVarintField(VALUE.sint, value);
	else pbf.writeVarintField(VALUE.uint, value);
}

function numberIn<T>(numbers: Map<T, number>, value: T): number {
	let number = numbers.get(value);
	if (number === undefined) {
		number = numbers.size;
		numbers.set(value, number);
	}
	return number;
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let offset = 0;
	for (const part of parts) {
		whole.set(part, offset);
		offset += part.length;
	}
	return whole;
}
