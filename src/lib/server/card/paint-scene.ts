/** A scene on a canvas, from the bottom up. */
import { EVENT_COLOURS } from '#lib/domain/symbol-colours.ts';
import { areaScene, symbolScene } from '#lib/domain/symbol.ts';
import { NAME_SIZE, placeNames, type Box, type PlacedName } from '#lib/publish/name-places.ts';
import {
	PIN_SIZE,
	TAG_SIZE,
	WIDE_AREA,
	type Ground,
	type Scene,
	type SceneArea,
	type SceneBubble,
	type SceneColours,
	type SceneName,
	type ScenePin,
	type XY
} from '#lib/publish/scene.ts';
import type { Brush } from './brush.ts';

/** @param covered what will be drawn over the map: no name is written under it */
export function paintScene(brush: Brush, scene: Scene, colours: SceneColours, covered: readonly Box[]): void {
	const { width, height, selected } = scene;
	brush.ctx.fillStyle = colours.sea;
	brush.ctx.fillRect(0, 0, width, height);
	for (const ground of scene.ground) paintGround(brush, ground, colours);
	const names = placeNames(scene, covered, (name) => brush.widthOf(nameText(name), nameFont(name)) + 4);
	for (const name of names) paintName(brush, name, colours);
	for (const area of scene.areas) paintArea(brush, area, colours);
	if (selected) paintWhere(brush, selected, colours);
	for (const bubble of scene.bubbles) paintBubble(brush, bubble, colours);
	for (const pin of scene.pins) paintPin(brush, pin, colours);
	if (selected?.isPin) brush.circle(selected.at, 17, { stroke: colours.selection, width: 2.6 });
}

function paintGround(brush: Brush, ground: Ground, colours: SceneColours): void {
	brush.rings(ground.cover, colours.sea);
	brush.rings(ground.land, colours.land);
	brush.rings(ground.focus, colours.focus);
	brush.rings(ground.lakes, colours.sea);
	brush.strokes(ground.rivers, colours.river, 1);
	brush.strokes(ground.admin1, colours.admin1, 0.8, [3, 3]);
	brush.ctx.globalAlpha = 0.5;
	brush.strokes([...ground.boundaries, ...ground.disputed], colours.boundaryHalo, 3);
	brush.ctx.globalAlpha = 1;
	brush.strokes(ground.boundaries, colours.boundary, 1.2);
	brush.strokes(ground.disputed, colours.boundary, 1.2, [4, 3]);
}

const nameText = ({ text, kind }: SceneName): string =>
	kind === 'country' ? text.toLocaleUpperCase() : text;
const nameFont = ({ kind }: SceneName) => ({ size: NAME_SIZE[kind], spacing: kind === 'country' ? 1.6 : 0 });

function paintName(brush: Brush, name: PlacedName, colours: SceneColours): void {
	const { at, x, y, anchor, kind } = name;
	if (kind === 'place') brush.circle(at, 2, { fill: colours.halo, stroke: colours.place });
	brush.text(nameText(name), [x, y], {
		...nameFont(name),
		colour: colours[kind],
		align: ({ start: 'left', middle: 'center', end: 'right' } as const)[anchor],
		halo: colours.halo
	});
}

function paintArea(brush: Brush, area: SceneArea, colours: SceneColours): void {
	const { at, radius, count, type, state } = area;
	brush.area(
		at,
		radius,
		colours.area,
		radius > WIDE_AREA ? { fill: 0.01, line: 0.25 } : { fill: 0.06, line: 0.6 }
	);
	const north: XY = [at[0], at[1] - radius];
	brush.symbol(areaScene(type, state), type, north, TAG_SIZE);
	paintCount(brush, north, count, colours);
}

/** Where the open report may lie. */
function paintWhere(brush: Brush, { at, radius }: { at: XY; radius: number }, colours: SceneColours): void {
	brush.ctx.globalAlpha = 0.1;
	brush.circle(at, radius, { fill: colours.selection });
	brush.ctx.globalAlpha = 1;
	brush.circle(at, radius, { stroke: colours.selection, width: 1.6 });
}

function paintPin(brush: Brush, pin: ScenePin, colours: SceneColours): void {
	const { at, count, type, state, reliability, credibility } = pin;
	brush.symbol(symbolScene(type, reliability, credibility, state), type, at, PIN_SIZE);
	paintCount(brush, at, count, colours);
}

function paintCount(brush: Brush, [x, y]: XY, count: number, colours: SceneColours): void {
	if (count < 2) return;
	const text = String(count);
	const width = 10 + 5.5 * text.length;
	const [cx, cy] = [x + 10.5, y - 10.5];
	brush.box(cx - width / 2, cy - 7.5, width, 15, 7.5, { fill: colours.bubble, stroke: colours.bubbleEdge });
	brush.text(text, [cx, cy + 3.5], { size: 10, weight: 600, colour: colours.bubbleText, align: 'center' });
}

function paintBubble(
	brush: Brush,
	{ at, count, radius, best, arcs }: SceneBubble,
	colours: SceneColours
): void {
	const ring = radius + 3.4;
	const [x, y] = at;
	const { ctx } = brush;
	brush.circle(at, radius, { fill: colours.bubble });
	brush.circle(at, ring, { stroke: colours.ringGround, width: 4.4 });
	ctx.lineCap = 'butt';
	ctx.lineWidth = 2.8;
	for (const { from, to, type } of arcs) {
		ctx.beginPath();
		ctx.arc(x, y, ring, (from - 0.25) * 2 * Math.PI, (to - 0.25) * 2 * Math.PI);
		ctx.strokeStyle = EVENT_COLOURS[brush.theme][type];
		ctx.stroke();
	}
	ctx.lineCap = 'round';
	brush.text(String(count), [x, y + 4], {
		...{ size: 12, weight: 600, align: 'center' },
		colour: colours.bubbleText
	});
	brush.text(best, [x, y + ring + 14], {
		size: 11,
		align: 'center',
		colour: colours.text,
		halo: colours.halo
	});
}
