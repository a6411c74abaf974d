/**
 * Symbols as images of the map. An image's id says what it shows and is written and read only here; MapLibre asks for
 * ids it does not know, so only the combinations on screen are ever drawn.
 *
 *     report/{type}/{reliability}{credibility}/{state}     a pin
 *     area/{type}/{state}                                  the middle of an area
 */
import type { ExpressionSpecification } from 'maplibre-gl';
import { EVENT_TYPES, type EventType } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES, type Credibility, type Reliability } from '#lib/domain/grade.ts';
import { REPORT_STATES, type ReportState } from '#lib/domain/report.ts';
import { SYMBOL_SIZE, areaScene, symbolScene, type Mark } from '#lib/domain/symbol.ts';
import { toneColour, type Theme } from '#lib/domain/symbol-colours.ts';
import { drawImage } from './draw-image.ts';

export type SymbolImage =
	| {
			kind: 'report';
			type: EventType;
			reliability: Reliability;
			credibility: Credibility;
			state: ReportState;
	  }
	| { kind: 'area'; type: EventType; state: ReportState };

export function imageId(image: SymbolImage): string {
	if (image.kind === 'area') return `area/${image.type}/${image.state}`;
	return `report/${image.type}/${image.reliability}${image.credibility}/${image.state}`;
}

/** What an image id shows, or null when it is not one of ours. */
export function parseImageId(id: string): SymbolImage | null {
	const [kind, type, ...rest] = id.split('/');
	const state = rest.at(-1);
	if (!isOneOf(EVENT_TYPES, type) || !isOneOf(REPORT_STATES, state)) return null;
	if (kind === 'area' && rest.length === 1) return { kind, type, state };
	if (kind !== 'report' || rest.length !== 2) return null;
	const reliability = rest[0]?.[0];
	const credibility = Number(rest[0]?.slice(1));
	if (!isOneOf(RELIABILITIES, reliability) || !isOneOf(CREDIBILITIES, credibility)) return null;
	return { kind, type, reliability, credibility, state };
}

function isOneOf<T>(list: readonly T[], value: unknown): value is T {
	return (list as readonly unknown[]).includes(value);
}

/** Image ids of tile features: the same grammar as `imageId`. */
export const REPORT_IMAGE: ExpressionSpecification = [
	'concat',
	'report/',
	['get', 'type'],
	'/',
	['get', 'reliability'],
	['to-string', ['get', 'credibility']],
	'/',
	['get', 'state']
];
export const AREA_IMAGE: ExpressionSpecification = [
	'concat',
	'area/',
	['get', 'type'],
	'/',
	['get', 'state']
];

/** Size of a pin: smaller far out. */
export const PIN_SIZE: ExpressionSpecification = [
	'interpolate',
	['linear'],
	['zoom'],
	4,
	0.76,
	8,
	0.88,
	11,
	1
];

export function marksOf(image: SymbolImage): Mark[] {
	if (image.kind === 'area') return areaScene(image.type, image.state);
	return symbolScene(image.type, image.reliability, image.credibility, image.state);
}

/** Pixels of a symbol, `ratio` device pixels to the CSS pixel. */
export function drawSymbol(image: SymbolImage, theme: Theme, ratio: number): ImageData {
	return drawImage(SYMBOL_SIZE, ratio, (context) => {
		context.translate(SYMBOL_SIZE / 2, SYMBOL_SIZE / 2);
		context.lineJoin = 'round';
		for (const mark of marksOf(image)) paint(context, mark, theme, image.type);
	});
}

function paint(context: CanvasRenderingContext2D, mark: Mark, theme: Theme, type: EventType): void {
	const path = new Path2D(mark.path);
	if (mark.fill) {
		context.fillStyle = toneColour(theme, type, mark.fill);
		context.fill(path);
	}
	if (mark.stroke) {
		context.strokeStyle = toneColour(theme, type, mark.stroke);
		context.lineWidth = mark.width ?? 1;
		context.stroke(path);
	}
}
