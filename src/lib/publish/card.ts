/**
 * A card: the picture of a view that is posted elsewhere, where nothing around it says what it is. Its words come
 * translated; how they are set depends on the room there is.
 */
import type { EventType } from '#lib/domain/event-type.ts';
import type { Reliability } from '#lib/domain/grade.ts';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import type { Box } from './name-places.ts';
import type { Scene, SceneColours } from './scene.ts';

export type Card = {
	/** In units of which `scale` pixels make one. */
	scene: Scene;
	scale: number;
	theme: Theme;
	colours: SceneColours;
	/** "Fronts" and where it is found: "fronts.example". */
	site: string;
	title: string;
	/** Under the title, each a line of its own: the days, and as known when. */
	notes: readonly string[];
	/** "Reports: 124"; of an open report its grade in words. */
	heading: string;
	types: readonly { type: EventType; word: string; count: string }[];
	reliabilities: { heading: string; counts: readonly { value: Reliability; count: string }[] };
	/** How to read a ring. */
	ringNote: string;
	attribution: string;
};

/** Sides of a card, pixels. */
export const CARD_SIDE = { min: 200, max: 2000 };
/** What a link preview is; larger cards are the same, only larger. */
const USUAL = { width: 1200, height: 630 };

export type CardSize = { width: number; height: number };

/** "1200x630.png"; null for what is no size of a card. */
export function parseCardName(name: string): CardSize | null {
	const [, width, height] = /^(\d{3,4})x(\d{3,4})\.png$/.exec(name) ?? [];
	const sides = [Number(width), Number(height)];
	if (!sides.every((side) => side >= CARD_SIDE.min && side <= CARD_SIDE.max)) return null;
	return { width: sides[0]!, height: sides[1]! };
}

/** How many pixels a unit has: letters of a large card are large. */
export const scaleOf = ({ width, height }: CardSize): number =>
	Math.max(1, Math.min(width / USUAL.width, height / USUAL.height));

/** How the words are set: beside the map, over and under it, or only over it. */
export type CardLayout = 'column' | 'bands' | 'small';

export function layoutOf({ width, height }: CardSize): CardLayout {
	if (width >= 860 && height >= 560) return 'column';
	return width >= 420 && height >= 300 ? 'bands' : 'small';
}

/** Units. */
export const COLUMN = { margin: 18, width: 300 };
export const BANDS = { top: 64, bottom: 56 };
export const SMALL_TOP = 40;

/** What words leave free of the map: there the box of a view is fitted in. */
export function freeOf({ width, height }: CardSize, rtl: boolean): Box {
	const layout = layoutOf({ width, height });
	const column = layout === 'column' ? COLUMN.margin + COLUMN.width : 0;
	const top = { column: 0, bands: BANDS.top, small: SMALL_TOP }[layout];
	const bottom = { column: 22, bands: BANDS.bottom, small: 12 }[layout];
	return { left: rtl ? 0 : column, top, right: width - (rtl ? column : 0), bottom: height - bottom };
}
