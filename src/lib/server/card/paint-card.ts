/** A card on a canvas: the scene, and the words beside, over or under it. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { EventType } from '#lib/domain/event-type.ts';
import { gradeRing, symbolPath, type Mark } from '#lib/domain/symbol.ts';
import { SYMBOL_TONES } from '#lib/domain/symbol-colours.ts';
import { BANDS, COLUMN, layoutOf, SMALL_TOP, type Card } from '#lib/publish/card.ts';
import { SITE_NAME } from '#lib/publish/head-tags.ts';
import type { Box } from '#lib/publish/name-places.ts';
import { Brush, type TextStyle } from './brush.ts';
import { paintScene } from './paint-scene.ts';

const PANEL = {
	light: {
		paper: 'rgba(255, 255, 255, 0.98)',
		edge: 'rgba(40, 38, 34, 0.14)',
		ink: '#1c1b19',
		soft: '#5d5953'
	},
	dark: {
		paper: 'rgba(20, 26, 32, 0.98)',
		edge: 'rgba(226, 232, 237, 0.14)',
		ink: '#f2f5f7',
		soft: '#a3aeb7'
	}
} as const;

/** Paints in units; the context is scaled to pixels already. */
export function paintCard(ctx: SKRSContext2D, card: Card): void {
	const brush = new Brush(ctx, card.theme, card.scene.rtl);
	const pen = new Pen(brush, card);
	const paint = { column: columnOf, bands: bandsOf, small: smallOf }[layoutOf(card.scene)](pen, card);
	paintScene(brush, card.scene, card.colours, paint.covered);
	paint.words();
}

/** What covers the map is known before anything is painted: names keep out of it. */
type Words = { covered: Box[]; words(): void };
type Line = TextStyle & { text: string; above: number };

/** Writes from the side the language begins on. */
class Pen {
	readonly brush: Brush;
	readonly #width: number;
	readonly #rtl: boolean;
	readonly panel: (typeof PANEL)['light' | 'dark'];

	constructor(brush: Brush, { scene, theme }: Card) {
		this.brush = brush;
		this.#width = scene.width;
		this.#rtl = scene.rtl;
		this.panel = PANEL[theme];
	}

	/** @param start units from the side the language begins on */
	x(start: number): number {
		return this.#rtl ? this.#width - start : start;
	}

	start(text: string, start: number, y: number, style: TextStyle): void {
		this.brush.text(text, [this.x(start), y], { ...style, align: this.#rtl ? 'right' : 'left' });
	}

	end(text: string, start: number, y: number, style: TextStyle): void {
		this.brush.text(text, [this.x(start), y], { ...style, align: this.#rtl ? 'left' : 'right' });
	}

	boxAt(start: number, top: number, width: number, height: number): Box {
		const left = this.#rtl ? this.#width - start - width : start;
		return { left, top, right: left + width, bottom: top + height };
	}

	paper({ left, top, right, bottom }: Box, corner: number): void {
		const { paper, edge } = this.panel;
		this.brush.box(left, top, right - left, bottom - top, corner, { fill: paper, stroke: edge });
	}

	get ink(): string {
		return this.panel.ink;
	}

	get soft(): string {
		return this.panel.soft;
	}
}

const PADDING = 16;
const ROW = 21;

function columnOf(pen: Pen, card: Card): Words {
	const { brush } = pen;
	const { margin, width } = COLUMN;
	const inner = width - 2 * PADDING;
	const { height } = card.scene;
	const wrap = (text: string, most: number, style: TextStyle, above: number): Line[] =>
		brush
			.lines(text, inner, most, style)
			.map((line, i) => ({ ...style, text: line, above: i ? style.size * 1.3 : above }));

	const top: Line[] = [
		...wrap(card.title, 3, { size: 24, weight: 600, colour: pen.ink }, 32),
		...card.notes.flatMap((note, i) => wrap(note, 2, { size: 14, colour: pen.soft }, i === 0 ? 25 : 20))
	];
	const topBox = pen.boxAt(margin, margin, width, PADDING + 10 + heightOf(top) + PADDING - 2);

	const heading = wrap(card.heading, 3, { size: 15, weight: 600, colour: pen.ink }, 14);
	const ringNote = wrap(card.ringNote, 3, { size: 10.5, colour: pen.soft }, 20);
	const hasRings = card.reliabilities.counts.length > 0;
	const rows = card.types.length * ROW + (card.types.length ? 8 : 0);
	const ringRows = ringsOf(pen, card, inner);
	const ringsHeight = ringRows.length * RING_ROW;
	const rings = hasRings ? 30 + ringsHeight + heightOf(ringNote) : 0;
	const bottomHeight = PADDING + heightOf(heading) + rows + rings + PADDING - 2;
	const bottomBox = pen.boxAt(margin, height - margin - bottomHeight, width, bottomHeight);

	return {
		covered: [topBox, bottomBox, attributionBox(card)],
		words() {
			paintAttribution(pen, card, height - 8);
			pen.paper(topBox, 8);
			const start = margin + PADDING;
			const brand = topBox.top + PADDING + 10;
			paintBrand(pen, card.site, start, start + inner, brand);
			writeLines(pen, top, start, brand);

			pen.paper(bottomBox, 8);
			let y = writeLines(pen, heading, start, bottomBox.top + PADDING);
			for (const [i, { type, word, count }] of card.types.entries()) {
				y += i === 0 ? ROW + 5 : ROW;
				brush.symbol(glyphOf(type), type, [pen.x(start + 8), y - 4.5], 0.95);
				const room = inner - 30 - brush.widthOf(count, { size: 13, weight: 600 }) - 8;
				pen.start(brush.lines(word, room, 1, { size: 13 })[0] ?? '', start + 24, y, {
					size: 13,
					colour: pen.ink
				});
				pen.end(count, start + inner, y, { size: 13, weight: 600, colour: pen.ink });
			}
			if (!hasRings) return;
			y += card.types.length ? 22 : 26;
			pen.start(brush.lines(card.reliabilities.heading, inner, 1, { size: 11.5 })[0] ?? '', start, y, {
				size: 11.5,
				colour: pen.soft
			});
			for (const [row, placed] of ringRows.entries()) {
				for (const ring of placed) paintRing(pen, ring, start, y + 20 + row * RING_ROW);
			}
			writeLines(pen, ringNote, start, y + 4 + ringsHeight);
		}
	};
}

const glyphOf = (type: EventType): Mark[] => [
	{ path: symbolPath(type), fill: 'event', stroke: 'event', width: 0.4 }
];

const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, { above }) => sum + above, 0);

function writeLines(pen: Pen, lines: readonly Line[], start: number, top: number): number {
	let y = top;
	for (const { text, above, ...style } of lines) pen.start(text, start, (y += above), style);
	return y;
}

function paintBrand(pen: Pen, site: string, start: number, end: number, y: number): void {
	pen.start(SITE_NAME.toUpperCase(), start, y, { size: 12, weight: 600, colour: pen.ink, spacing: 1.4 });
	const room = end - start - 84;
	pen.end(pen.brush.lines(site, room, 1, { size: 11 })[0] ?? '', end, y, { size: 11, colour: pen.soft });
}

const RING_ROW = 26;
const RING_TEXT = { size: 11 };
type PlacedRing = Card['reliabilities']['counts'][number] & { at: number };

/** Letters with their counts one after another, on as many rows as they need. */
function ringsOf({ brush }: Pen, { reliabilities }: Card, width: number): PlacedRing[][] {
	const rows: PlacedRing[][] = [];
	let at = 0;
	for (const ring of reliabilities.counts) {
		const wide = 24 + brush.widthOf(ring.count, RING_TEXT);
		if (rows.length === 0 || at + wide > width) {
			rows.push([]);
			at = 0;
		}
		rows.at(-1)!.push({ ...ring, at });
		at += wide + 12;
	}
	return rows;
}

/** A letter in a ring as heavy as on the map, and beside it how many there are. */
function paintRing(pen: Pen, { value, count, at }: PlacedRing, start: number, y: number): void {
	const { brush } = pen;
	const { ctx } = brush;
	const x = pen.x(start + at + 10);
	const { segments, width, tone } = gradeRing(value, 1);
	ctx.lineCap = 'butt';
	ctx.strokeStyle = tone === 'event' ? pen.ink : SYMBOL_TONES[brush.theme][tone];
	ctx.lineWidth = width * 0.9;
	for (const { from, to } of segments) {
		ctx.beginPath();
		ctx.arc(x, y, 9, (from - 0.25) * 2 * Math.PI, (to - 0.25) * 2 * Math.PI);
		ctx.stroke();
	}
	ctx.lineCap = 'round';
	brush.text(value, [x, y + 3.8], { size: 10.5, weight: 600, align: 'center', colour: pen.ink });
	pen.start(count, start + at + 24, y + 4, { ...RING_TEXT, colour: pen.ink });
}

function bandsOf(pen: Pen, card: Card): Words {
	const { brush } = pen;
	const { width, height } = card.scene;
	const topBox = { left: 0, top: 0, right: width, bottom: BANDS.top };
	const bottomBox = { left: 0, top: height - BANDS.bottom, right: width, bottom: height };
	const inner = width - 2 * PADDING;
	const line = (text: string, room: number, style: TextStyle) => brush.lines(text, room, 1, style)[0] ?? '';
	return {
		covered: [topBox, bottomBox, attributionBox(card, BANDS.bottom)],
		words() {
			paintAttribution(pen, card, height - BANDS.bottom - 7);
			pen.paper(topBox, 0);
			pen.paper(bottomBox, 0);
			const title: TextStyle = { size: 19, weight: 600, colour: pen.ink };
			pen.start(line(card.title, inner, title), PADDING, 30, title);
			const brand: TextStyle = { size: 12, weight: 600, colour: pen.ink };
			pen.end(card.site, PADDING + inner, 51, brand);
			const note: TextStyle = { size: 13, colour: pen.soft };
			const room = inner - brush.widthOf(card.site, brand) - 20;
			pen.start(line(joined(card.notes), room, note), PADDING, 51, note);

			const y = height - BANDS.bottom + 22;
			const heading: TextStyle = { size: 13, weight: 600, colour: pen.ink };
			let start = PADDING;
			const most = card.types.length ? inner / 3 : inner;
			const text = line(card.heading, most, heading);
			pen.start(text, start, y, heading);
			start += brush.widthOf(text, heading) + 18;
			for (const { type, count } of card.types) {
				const wide = brush.widthOf(count, { size: 12 });
				if (start + 18 + wide > width - PADDING) break;
				brush.symbol(glyphOf(type), type, [pen.x(start + 7), y - 4.5], 0.9);
				pen.start(count, start + 18, y, { size: 12, colour: pen.ink });
				start += 18 + wide + 14;
			}
			const small: TextStyle = { size: 11, colour: pen.soft };
			const { heading: by, counts } = card.reliabilities;
			if (counts.length === 0) return;
			const letters = joined(counts.map(({ value, count }) => `${value}\u00a0${count}`));
			pen.start(line(`${by}: ${letters}`, inner, small), PADDING, y + 21, small);
		}
	};
}

function smallOf(pen: Pen, card: Card): Words {
	const { brush } = pen;
	const { width, height } = card.scene;
	const box = { left: 0, top: 0, right: width, bottom: SMALL_TOP };
	const title: TextStyle = { size: 13, weight: 600, colour: pen.ink };
	const note: TextStyle = { size: 10.5, colour: pen.soft };
	const fit = (text: string, style: TextStyle) => brush.lines(text, width - 16, 1, style)[0] ?? '';
	return {
		covered: [box, { left: 0, top: height - 24, right: width, bottom: height }],
		words() {
			paintAttribution(pen, card, height - 5);
			pen.paper(box, 0);
			pen.start(fit(card.title, title), 8, 17, title);
			const all = joined([...card.notes.slice(0, 1), card.heading]);
			// A time without its end is another time.
			const isWhole = brush.widthOf(all, note) <= width - 16;
			pen.start(fit(isWhole ? all : (card.notes[0] ?? ''), note), 8, 32, note);
		}
	};
}

/** Each part keeps its own direction (Unicode 15, first strong isolates). */
const joined = (parts: readonly string[]): string => parts.map((part) => `\u2068${part}\u2069`).join(' · ');

const ATTRIBUTION_SIZE = 10;

function attributionBox({ scene: { width, height } }: Card, above = 0): Box {
	return { left: 0, top: height - above - 20, right: width, bottom: height - above };
}

/** At the right, as maps have it; a narrow card has it on two lines or smaller. */
function paintAttribution(pen: Pen, { attribution, colours, scene: { width, rtl } }: Card, y: number): void {
	const { brush } = pen;
	const room = width - 12;
	const size = brush.widthOf(attribution, { size: ATTRIBUTION_SIZE }) <= room ? ATTRIBUTION_SIZE : 7.5;
	const lines = brush.lines(attribution, room, 2, { size });
	const style: TextStyle = {
		size,
		colour: colours.country,
		halo: colours.halo,
		align: rtl ? 'left' : 'right'
	};
	for (const [i, line] of lines.entries()) {
		brush.text(line, [rtl ? 6 : width - 6, y - (lines.length - 1 - i) * (size + 1.5)], style);
	}
}
