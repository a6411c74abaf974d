/** A canvas that writes text in any of the scripts and paints symbols from their paths. */
import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import type { EventType } from '#lib/domain/event-type.ts';
import { toneColour, type Theme } from '#lib/domain/symbol-colours.ts';
import type { Mark } from '#lib/domain/symbol.ts';
import type { Path, XY } from '#lib/publish/scene.ts';
import { fontOf, type Weight } from './fonts.ts';

export type Align = 'left' | 'center' | 'right';
export type TextStyle = {
	/** Pixels. */
	size: number;
	colour: string;
	weight?: Weight;
	align?: Align;
	/** Colour of the rim around the letters. */
	halo?: string;
	/** Between letters, pixels; never in Arabic, whose letters are joined. */
	spacing?: number;
};

const ARABIC = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTER = /\p{L}/u;

const paths = new Map<string, Path2D>();
/** Symbols are few and drawn often. */
function pathOf(data: string): Path2D {
	const known = paths.get(data) ?? new Path2D(data);
	if (paths.size < 500) paths.set(data, known);
	return known;
}

export class Brush {
	readonly ctx: SKRSContext2D;
	readonly theme: Theme;
	readonly #rtl: boolean;

	/** @param rtl the language around the texts is written from the right */
	constructor(ctx: SKRSContext2D, theme: Theme, rtl: boolean) {
		this.ctx = ctx;
		this.theme = theme;
		this.#rtl = rtl;
		ctx.lineJoin = 'round';
		ctx.lineCap = 'round';
	}

	/** Pixels. */
	widthOf(
		text: string,
		{ size, weight, spacing = 0 }: Pick<TextStyle, 'size' | 'weight' | 'spacing'>
	): number {
		this.ctx.font = fontOf(size, weight);
		this.ctx.letterSpacing = '0px';
		return this.ctx.measureText(text).width + (ARABIC.test(text) ? 0 : spacing * [...text].length);
	}

	/** Writes one line; `y` is its base line, and `x` what `align` says: left and right whatever the script. */
	text(
		text: string,
		[x, y]: XY,
		{ size, colour, weight, align = 'left', halo, spacing = 0 }: TextStyle
	): void {
		const { ctx } = this;
		ctx.font = fontOf(size, weight);
		ctx.textAlign = align;
		ctx.direction = this.#isRightToLeft(text) ? 'rtl' : 'ltr';
		ctx.letterSpacing = ARABIC.test(text) ? '0px' : `${spacing}px`;
		if (halo) {
			ctx.strokeStyle = halo;
			ctx.lineWidth = 3;
			ctx.strokeText(text, x, y);
		}
		ctx.fillStyle = colour;
		ctx.fillText(text, x, y);
	}

	/** As the language around it where the text has letters of it: "B1: موثوق". Else its first letter decides. */
	#isRightToLeft(text: string): boolean {
		return ARABIC.test(this.#rtl ? text : (LETTER.exec(text)?.[0] ?? ''));
	}

	/** Whole words on as many lines as there may be; what does not fit ends in "…". */
	lines(text: string, width: number, most: number, style: Pick<TextStyle, 'size' | 'weight'>): string[] {
		const lines: string[] = [];
		let line = '';
		for (const word of text.split(/\s+/).filter(Boolean)) {
			const longer = line ? `${line} ${word}` : word;
			if (!line || this.widthOf(longer, style) <= width) line = longer;
			else {
				lines.push(line);
				line = word;
			}
		}
		if (line) lines.push(line);
		const shown = lines.slice(0, most);
		if (lines.length > most) shown[most - 1] = `${shown[most - 1]!.replace(/[\s,;:·.]+$/, '')}…`;
		// A dot between two words needs both of them beside it.
		return shown.map((one) => this.#fitted(one.replace(/ ·$/, ''), width, style));
	}

	/** Letters are left out at the end until the rest fits. */
	#fitted(text: string, width: number, style: Pick<TextStyle, 'size' | 'weight'>): string {
		if (this.widthOf(text, style) <= width) return text;
		const letters = [...text.replace(/…$/, '')];
		while (letters.length > 1 && this.widthOf(`${letters.join('')}…`, style) > width) letters.pop();
		return `${letters.join('').trimEnd()}…`;
	}

	symbol(marks: readonly Mark[], type: EventType, [x, y]: XY, size = 1): void {
		const { ctx } = this;
		ctx.save();
		ctx.translate(x, y);
		ctx.scale(size, size);
		ctx.lineCap = 'butt';
		for (const { path, fill, stroke, width } of marks) {
			if (fill) {
				ctx.fillStyle = toneColour(this.theme, type, fill);
				ctx.fill(pathOf(path));
			}
			if (stroke) {
				ctx.strokeStyle = toneColour(this.theme, type, stroke);
				ctx.lineWidth = width ?? 1;
				ctx.stroke(pathOf(path));
			}
		}
		ctx.restore();
	}

	circle([x, y]: XY, radius: number, { fill, stroke, width = 1 }: Paint): void {
		this.ctx.beginPath();
		this.ctx.arc(x, y, radius, 0, 2 * Math.PI);
		this.#paint({ fill, stroke, width });
	}

	box(left: number, top: number, width: number, height: number, corner: number, paint: Paint): void {
		this.ctx.beginPath();
		this.ctx.roundRect(left, top, width, height, corner);
		this.#paint(paint);
	}

	rings(rings: readonly Path[], colour: string): void {
		if (rings.length === 0) return;
		this.#trace(rings, true);
		this.ctx.fillStyle = colour;
		// By the non-zero rule, as tiles have them.
		this.ctx.fill();
		// Over the seams between tiles.
		this.#paint({ stroke: colour, width: 0.6 });
	}

	strokes(lines: readonly Path[], colour: string, width: number, dash: readonly number[] = []): void {
		if (lines.length === 0) return;
		this.#trace(lines, false);
		this.ctx.setLineDash([...dash]);
		this.#paint({ stroke: colour, width });
		this.ctx.setLineDash([]);
	}

	/** A dashed circle, filled so thinly that what lies under it stays readable. */
	area(at: XY, radius: number, colour: string, { fill, line }: { fill: number; line: number }): void {
		const { ctx } = this;
		ctx.beginPath();
		ctx.arc(...at, radius, 0, 2 * Math.PI);
		ctx.globalAlpha = fill;
		this.#paint({ fill: colour });
		ctx.globalAlpha = line;
		ctx.setLineDash([3, 2.5]);
		ctx.lineCap = 'butt';
		this.#paint({ stroke: colour, width: 1.1 });
		ctx.lineCap = 'round';
		ctx.setLineDash([]);
		ctx.globalAlpha = 1;
	}

	#trace(paths: readonly Path[], isClosed: boolean): void {
		const { ctx } = this;
		ctx.beginPath();
		for (const path of paths) {
			path.forEach(([x, y], i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
			if (isClosed) ctx.closePath();
		}
	}

	#paint({ fill, stroke, width = 1 }: Paint): void {
		if (fill) {
			this.ctx.fillStyle = fill;
			this.ctx.fill();
		}
		if (stroke) {
			this.ctx.strokeStyle = stroke;
			this.ctx.lineWidth = width;
			this.ctx.stroke();
		}
	}
}

export type Paint = { fill?: string; stroke?: string; width?: number };
