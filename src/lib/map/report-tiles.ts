/** The tiles of reports under the view: asked for by name, kept while they are on screen. */
import type { TileFeatures } from '#lib/columns/tile-features.ts';
import type { TileName } from './frame.ts';

/** What a tile holds. */
export type TileSource = (z: number, x: number, y: number) => TileFeatures | Promise<TileFeatures>;

/** Pins are exact to about two metres at this zoom; closer up the same tiles are enlarged. */
export const TILES_MAX_ZOOM = 12;

export class ReportTiles {
	readonly #source: TileSource;
	#kept = new Map<string, ReturnType<TileSource>>();

	constructor(source: TileSource) {
		this.#source = source;
	}

	/** The reports may be others now. */
	forget(): void {
		this.#kept = new Map();
	}

	/** Whether exactly these were asked for last, and nothing has changed since. */
	isAt(names: readonly TileName[]): boolean {
		return names.length === this.#kept.size && names.every((name) => this.#kept.has(keyOf(name)));
	}

	/** What some tiles hold together, each counted once; those of the last time are not asked for again. */
	async at(names: readonly TileName[]): Promise<TileFeatures> {
		const before = this.#kept;
		this.#kept = new Map();
		for (const name of names) {
			const key = keyOf(name);
			this.#kept.set(key, before.get(key) ?? this.#source(name.z, name.x, name.y));
		}
		return together(await Promise.all(this.#kept.values()));
	}
}

export const together = (tiles: readonly TileFeatures[]): TileFeatures => ({
	pins: tiles.flatMap(({ pins }) => pins),
	areas: tiles.flatMap(({ areas }) => areas),
	cells: tiles.flatMap(({ cells }) => cells)
});

const keyOf = ({ z, x, y }: TileName): string => `${z}/${x}/${y}`;
