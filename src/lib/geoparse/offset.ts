/** "5 km west of Bakhmut", «в 5 км западнее Бахмута», "à 5 km à l'ouest de Djibo": a distance from a place, and where to. */
import { EARTH_RADIUS } from '../domain/geodesy.ts';
import type { LngLat } from '../domain/location.ts';

export type Offset = {
	metres: number;
	/** Degrees clockwise from north; null where the text gives the distance alone. */
	bearing: number | null;
};

const COMPASS: Record<string, string> = {
	north: 'north|nord|север|північ|півноч|شمال',
	south: 'south|sud|юг|юж|півден|півдн|جنوب',
	east: 'east|est|восто|схід|сход|شرق',
	west: 'west|ouest|запад|захід|заход|غرب'
};
const DEGREES: Record<string, number> = {
	north: 0,
	northeast: 45,
	east: 90,
	southeast: 135,
	south: 180,
	southwest: 225,
	west: 270,
	northwest: 315
};
const NUMBER = String.raw`(?<![\p{L}\p{N}.,:])(\d{1,3}(?:[.,]\d)?)\s?`;
const UNIT = String.raw`(km|kms|kilom[eè]t(?:er|re)s?|км|километр\p{L}*|кілометр\p{L}*|miles?|كم|كلم|كيلومتر\p{L}*)`;
/** Up to the name: where to, and the small words between. */
const REST = String.raw`((?:(?:[\s,-]+|(?<=['’]))(?:to|the|of|from|town|city|village|north|south|east|west|northeast|northwest|southeast|southwest|northern|southern|au|aux|à|a|l|du|de|des|d|la|ville|nord|sud|est|ouest|est|к|ко|на|от|від|до|до|і|и|город\p{L}*|міст\p{L}*|сел\p{L}*|посел\p{L}*|север\p{L}*|юго?|южн\p{L}*|югу|восто\p{L}*|запад\p{L}*|юго|північ\p{L}*|півноч\p{L}*|півден\p{L}*|півдн\p{L}*|схід\p{L}*|сход\p{L}*|захід\p{L}*|заход\p{L}*|من|عن|الى|إلى|مدينة|بلدة|قرية|(?:ال)?شمال\p{L}*|(?:ال)?جنوب\p{L}*|(?:ال)?شرق\p{L}*|(?:ال)?غرب\p{L}*)[’']?){0,7})[\s«"“(]*(?:d['’]|l['’])?`;
const BEFORE_NAME = new RegExp(`${NUMBER}${UNIT}${REST}$`, 'iu');
/** Metres: farther from a town than this nobody measures from it. */
const FARTHEST = 60_000;
const MILE = 1_609.344;

/** The distance said right before the name that starts at `start`, or null. */
export function offsetBefore(text: string, start: number): Offset | null {
	const found = BEFORE_NAME.exec(text.slice(Math.max(0, start - 90), start));
	if (!found) return null;
	const [, number = '', unit = '', rest = ''] = found;
	const metres = Number(number.replace(',', '.')) * (/^mile/i.test(unit) ? MILE : 1_000);
	if (!(metres > 0) || metres > FARTHEST) return null;
	return { metres, bearing: bearingOf(rest.toLowerCase()) };
}

function bearingOf(words: string): number | null {
	const says = (name: string) => new RegExp(COMPASS[name]!, 'u').test(words);
	const along = says('north') ? 'north' : says('south') ? 'south' : '';
	const across = says('west') ? 'west' : eastIn(words) ? 'east' : '';
	return DEGREES[along + across] ?? null;
}

/** French "ouest" holds "est". */
const eastIn = (words: string) => new RegExp(COMPASS['east']!, 'u').test(words.replace(/ouest|west/g, ''));

/** How far the true place may lie from the point: half a wind of eight to either side, and the town's own width. */
export function uncertaintyOfOffset({ metres, bearing }: Offset): number {
	return Math.round(bearing === null ? metres + 2_000 : 1_500 + 0.4 * metres);
}

/** The point itself; the place's own where no direction is given. */
export function pointAtOffset([lon, lat]: LngLat, { metres, bearing }: Offset): LngLat {
	if (bearing === null) return [lon, lat];
	const angle = (bearing * Math.PI) / 180;
	const degrees = (metres / EARTH_RADIUS) * (180 / Math.PI);
	const north = degrees * Math.cos(angle);
	const east = (degrees * Math.sin(angle)) / Math.cos((lat * Math.PI) / 180);
	return [Number((lon + east).toFixed(4)), Number((lat + north).toFixed(4))];
}
