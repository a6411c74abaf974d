/**
 * A still picture of a view as SVG: for pages without a script, for paper, and in the map's place until that is ready.
 * It draws what it is told, in pixels; the same input gives the same bytes. Every word from outside is escaped.
 */
import type { EventType } from '#lib/domain/event-type.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { EVENT_COLOURS, SYMBOL_TONES, type Theme } from '#lib/domain/symbol-colours.ts';
import { areaScene, circlePath, symbolScene, type Mark as Stroke } from '#lib/domain/symbol.ts';
import { NAME_SIZE, placeNames, type PlacedName } from './name-places.ts';
import {
	PIN_SIZE,
	TAG_SIZE,
	WIDE_AREA,
	type Ground,
	type Path,
	type Scene,
	type SceneArea,
	type SceneBubble,
	type SceneColours,
	type SceneName,
	type ScenePin,
	type XY
} from './scene.ts';

/** A still picture as SVG: its scene, and what is written on it. */
export type Picture = Scene & {
	/** `auto` follows the device. */
	theme: Theme | 'auto';
	colours: Record<Theme, SceneColours>;
	title: string;
	/** Under the title: period and count. */
	caption: string;
	/** Without title and caption in sight: the page around it says them. */
	isBare: boolean;
	/** Who made the map data. */
	attribution: string;
};

export const escapeXml = (text: string): string =>
	text
		// Characters that XML 1.0 does not allow at all, escaped or not.
		.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#39;');

export function drawPicture(picture: Picture): string {
	const { width, height, lang, title, caption } = picture;
	const symbols = new Symbols();
	// Drawn before the definitions are written: drawing is what makes them.
	const reports = [
		...picture.areas.map((area) => areaShape(area, symbols)),
		selection(picture.selected),
		...picture.bubbles.map(bubbleShape),
		...picture.pins.map((pin) => pinShape(pin, symbols))
	].join('');
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
		` role="img" lang="${escapeXml(lang)}" aria-label="${escapeXml(`${title}. ${caption}`)}">`,
		`<title>${escapeXml(`${title}. ${caption}`)}</title>`,
		`<style>${styleSheet(picture)}</style><defs>${symbols.definitions()}</defs>`,
		`<rect class="sea" width="${width}" height="${height}"/>`,
		...picture.ground.map(groundShapes),
		names(picture),
		reports,
		frameText(picture),
		'</svg>'
	].join('');
}

/** Pixels with one decimal, in as few characters as there are. */
const n = (value: number): string => String(Math.round(value * 10) / 10 + 0);

function groundShapes(ground: Ground): string {
	const fill = (name: string, rings: readonly Path[]) =>
		rings.length ? `<path class="${name}" d="${rings.map((ring) => pathOf(ring, true)).join('')}"/>` : '';
	const line = (name: string, lines: readonly Path[]) =>
		lines.length
			? `<path class="${name}" d="${lines.map((points) => pathOf(points, false)).join('')}"/>`
			: '';
	const shapes = [
		fill('sea', ground.cover),
		fill('land', ground.land),
		fill('focus', ground.focus),
		fill('sea', ground.lakes),
		line('river', ground.rivers),
		line('admin1', ground.admin1),
		line('halo', [...ground.boundaries, ...ground.disputed]),
		line('boundary', ground.boundaries),
		line('boundary disputed', ground.disputed)
	].join('');
	return `<g class="ground" transform="scale(${1 / FINE})">${shapes}</g>`;
}

/** The ground is drawn in steps of a half pixel: whole numbers, and finer than its corners are. */
const FINE = 2;

/** Relative steps: half the characters of absolute ones. */
function pathOf(points: Path, isClosed: boolean): string {
	let [x, y] = [0, 0];
	const steps = points.map(([px, py], i) => {
		const [nextX, nextY] = [Math.round(px * FINE), Math.round(py * FINE)];
		const step = `${i === 0 ? 'M' : i === 1 ? 'l' : ' '}${nextX - x} ${nextY - y}`;
		[x, y] = [nextX, nextY];
		return step;
	});
	// " -" is "-" in path data.
	return (steps.join('') + (isClosed ? 'z' : '')).replaceAll(' -', '-');
}

/** Each symbol is defined once, however often it is used. */
class Symbols {
	readonly #ids = new Map<string, number>();

	use(strokes: readonly Stroke[], type: EventType, [x, y]: XY, size = 1): string {
		const paths = strokes.map((stroke) => strokePath(stroke, type)).join('');
		let id = this.#ids.get(paths);
		if (id === undefined) this.#ids.set(paths, (id = this.#ids.size));
		const place =
			size === 1 ? `x="${n(x)}" y="${n(y)}"` : `transform="translate(${n(x)} ${n(y)})scale(${size})"`;
		return `<use href="#s${id}" ${place}/>`;
	}

	definitions(): string {
		return [...this.#ids].map(([paths, id]) => `<g id="s${id}">${paths}</g>`).join('');
	}
}

function strokePath({ path, fill, stroke, width }: Stroke, type: EventType): string {
	const tone = (name: string) => (name === 'event' ? `e${EVENT_TYPES.indexOf(type)}` : name);
	const classes = [fill ? `f-${tone(fill)}` : 'none', stroke ? `s-${tone(stroke)}` : '']
		.filter(Boolean)
		.join(' ');
	return `<path class="${classes}"${stroke ? ` stroke-width="${width ?? 1}"` : ''} d="${path}"/>`;
}

function pinShape({ at, count, type, state, reliability, credibility }: ScenePin, symbols: Symbols): string {
	return (
		symbols.use(symbolScene(type, reliability, credibility, state), type, at, PIN_SIZE) + badge(at, count)
	);
}

function areaShape({ at: [x, y], radius, count, type, state }: SceneArea, symbols: Symbols): string {
	const isWide = radius > WIDE_AREA;
	const north: XY = [x, y - radius];
	return (
		`<circle class="${isWide ? 'area wide' : 'area'}" cx="${n(x)}" cy="${n(y)}" r="${n(radius)}"/>` +
		symbols.use(areaScene(type, state), type, north, TAG_SIZE) +
		badge(north, count)
	);
}

function badge([x, y]: XY, count: number): string {
	if (count < 2) return '';
	const text = String(count);
	const width = 10 + 5.5 * text.length;
	const [cx, cy] = [x + 10.5, y - 10.5];
	return (
		`<rect class="badge" x="${n(cx - width / 2)}" y="${n(cy - 7.5)}" width="${n(width)}" height="15" rx="7.5"/>` +
		`<text class="count small" x="${n(cx)}" y="${n(cy + 3.5)}">${text}</text>`
	);
}

function bubbleShape({ at: [x, y], count, radius, best, arcs }: SceneBubble): string {
	const ring = radius + 3.4;
	const shapes = arcs.map(({ from, to, type }) => {
		const path = to - from > 0.995 ? circlePath(ring) : arcPath(from, to, ring);
		return `<path class="none s-e${EVENT_TYPES.indexOf(type)}" stroke-width="2.8" d="${path}"/>`;
	});
	return (
		`<g transform="translate(${n(x)} ${n(y)})">` +
		`<circle class="bubble" r="${n(radius)}"/><circle class="ring" r="${n(ring)}"/>${shapes.join('')}` +
		`<text class="count" y="4">${count}</text>` +
		`<text class="name grade" y="${n(ring + 14)}">${escapeXml(best)}</text></g>`
	);
}

function arcPath(from: number, to: number, radius: number): string {
	const at = (turns: number) =>
		`${n(Math.sin(turns * 2 * Math.PI) * radius)} ${n(-Math.cos(turns * 2 * Math.PI) * radius)}`;
	return `M${at(from)}A${n(radius)} ${n(radius)} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}`;
}

function selection(selected: Picture['selected']): string {
	if (!selected) return '';
	const [x, y] = selected.at;
	const halo = selected.isPin ? `<circle class="chosen" cx="${n(x)}" cy="${n(y)}" r="17"/>` : '';
	return `<circle class="where" cx="${n(x)}" cy="${n(y)}" r="${n(selected.radius)}"/>${halo}`;
}

/** Letters are about 0.58 em wide, capitals with their spacing 0.85. */
const roughWidth = ({ text, kind }: SceneName): number =>
	[...text].length * NAME_SIZE[kind] * (kind === 'country' ? 0.85 : 0.58) + 2;

function names(picture: Picture): string {
	const { width, height, isBare } = picture;
	const frame = [
		{ left: 0, top: 0, right: width, bottom: isBare ? 0 : 58 },
		{ left: 0, top: height - 20, right: width, bottom: height }
	];
	return placeNames(picture, frame, roughWidth).map(nameShape).join('');
}

function nameShape({ text, at, kind, x, y, anchor }: PlacedName): string {
	const dot = kind === 'place' ? `<circle class="dot" cx="${n(at[0])}" cy="${n(at[1])}" r="2"/>` : '';
	// Positions are from the left whatever the script: the text itself knows its direction.
	return `${dot}<text class="name ${kind}" x="${n(x)}" y="${n(y)}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
}

function frameText({ width, height, rtl, title, caption, isBare, attribution }: Picture): string {
	const x = rtl ? width - 16 : 16;
	// In right-to-left text "start" is the right end.
	const direction = rtl ? ' direction="rtl"' : '';
	const line = (name: string, y: number, text: string) =>
		`<text class="name ${name}" x="${x}" y="${y}"${direction}>${escapeXml(text)}</text>`;
	return (
		(isBare ? '' : line('title', 30, title) + line('caption', 50, caption)) +
		`<text class="name attribution" x="${width - 8}" y="${height - 7}" text-anchor="end">${escapeXml(attribution)}</text>`
	);
}

/** Text of one theme has its colours written in; `auto` has both, and the device chooses. */
function styleSheet({ theme, colours }: Picture): string {
	const themed = (name: keyof SceneColours) => (theme === 'auto' ? `var(--${name})` : colours[theme][name]);
	const variables = (of: Theme) =>
		[
			...Object.entries(colours[of]).map(([name, value]) => `--${name}:${value}`),
			...EVENT_TYPES.map((type, code) => `--e${code}:${EVENT_COLOURS[of][type]}`),
			...TONES.map((tone) => `--${tone}:${SYMBOL_TONES[of][tone]}`)
		].join(';');
	const tone = (name: (typeof TONES)[number]) =>
		theme === 'auto' ? `var(--${name})` : SYMBOL_TONES[theme][name];
	const event = (code: number) =>
		theme === 'auto' ? `var(--e${code})` : EVENT_COLOURS[theme][EVENT_TYPES[code]!];
	const line = (name: keyof SceneColours, width: number) =>
		`fill:none;stroke:${themed(name)};stroke-width:${width};stroke-linejoin:round;stroke-linecap:round`;
	const rules: Record<string, string> = {
		'.sea': `fill:${themed('sea')}`,
		'.ground path': 'vector-effect:non-scaling-stroke',
		'.land': `fill:${themed('land')};stroke:${themed('land')};stroke-width:.6`,
		'.focus': `fill:${themed('focus')};stroke:${themed('focus')};stroke-width:.6`,
		'.river': line('river', 1),
		'.admin1': `${line('admin1', 0.8)};stroke-dasharray:3 3`,
		'.halo': `${line('boundaryHalo', 3)};stroke-opacity:.5`,
		'.boundary': line('boundary', 1.2),
		'.disputed': 'stroke-dasharray:4 3',
		'.name': `font:12px 'Noto Sans',system-ui,sans-serif;fill:${themed('place')};stroke:${themed('halo')};stroke-width:3px;stroke-linejoin:round;paint-order:stroke`,
		'.country': `font-size:13px;letter-spacing:.12em;text-transform:uppercase;fill:${themed('country')}`,
		'.dot': `fill:${themed('halo')};stroke:${themed('place')}`,
		'.title': `font-size:20px;font-weight:600;fill:${themed('text')}`,
		'.caption': `font-size:14px;fill:${themed('text')}`,
		'.attribution': `font-size:10px;fill:${themed('country')}`,
		'.area': `fill:${themed('area')};fill-opacity:.06;stroke:${themed('area')};stroke-opacity:.6;stroke-width:1.1;stroke-dasharray:3 2.5`,
		'.wide': 'fill-opacity:.01;stroke-opacity:.25',
		'.bubble': `fill:${themed('bubble')}`,
		'.ring': `fill:none;stroke:${themed('ringGround')};stroke-width:4.4`,
		'.badge': `fill:${themed('bubble')};stroke:${themed('bubbleEdge')}`,
		'.count': `font:600 12px 'Noto Sans',system-ui,sans-serif;fill:${themed('bubbleText')};text-anchor:middle`,
		'.small': 'font-size:10px',
		'.grade': `font-size:11px;text-anchor:middle;fill:${themed('text')}`,
		'.where': `fill:${themed('selection')};fill-opacity:.1;stroke:${themed('selection')};stroke-width:1.6`,
		'.chosen': `fill:none;stroke:${themed('selection')};stroke-width:2.6`,
		'.none': 'fill:none',
		...Object.fromEntries(
			TONES.flatMap((name) => [
				[`.f-${name}`, `fill:${tone(name)}`],
				[`.s-${name}`, `stroke:${tone(name)}`]
			])
		),
		...Object.fromEntries(
			EVENT_TYPES.flatMap((_, code) => [
				[`.f-e${code}`, `fill:${event(code)}`],
				[`.s-e${code}`, `stroke:${event(code)}`]
			])
		)
	};
	const sheet = Object.entries(rules)
		.map(([selector, rule]) => `${selector}{${rule}}`)
		.join('');
	if (theme !== 'auto') return sheet;
	return `:root{${variables('light')}}@media(prefers-color-scheme:dark){:root{${variables('dark')}}}${sheet}`;
}

const TONES = ['paper', 'edge', 'ink', 'medium', 'neutral', 'track'] as const;
