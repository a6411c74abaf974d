/** The dot of a town, as an image of the map: `place/capital`, `place/city`, `place/town`. */
import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import { drawImage } from '../draw-image.ts';
import { PALETTES } from './palette.ts';

/** Radius in CSS pixels. */
const RADIUS = { capital: 3.4, city: 2.5, town: 1.9 } as const;
export type Dot = keyof typeof RADIUS;
const STROKE = 1;
/** Side of the image, CSS pixels. */
const SIDE = 10;

/** Image of a place of the basemap: `cap` 2 is a capital, `pop` its inhabitants. */
export const DOT_IMAGE: ExpressionSpecification = [
	'case',
	['==', ['get', 'cap'], 2],
	'place/capital',
	['>=', ['get', 'pop'], 100_000],
	'place/city',
	'place/town'
];

export function parseDotId(id: string): Dot | null {
	const [kind, dot] = id.split('/');
	return kind === 'place' && dot !== undefined && dot in RADIUS ? (dot as Dot) : null;
}

export function drawDot(dot: Dot, theme: 'light' | 'dark', ratio: number): ImageData {
	const palette = PALETTES[theme];
	return drawImage(SIDE, ratio, (context) => {
		context.beginPath();
		context.arc(SIDE / 2, SIDE / 2, RADIUS[dot], 0, 2 * Math.PI);
		context.fillStyle = dot === 'capital' ? palette.dot : palette.dotFill;
		context.fill();
		context.strokeStyle = palette.dot;
		context.lineWidth = STROKE;
		context.stroke();
	});
}
