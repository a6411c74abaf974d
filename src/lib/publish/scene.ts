/**
 * What a still picture of a view shows, in pixels and without a way of drawing: the same for the SVG in the map's place
 * and for the PNG that is posted elsewhere. From the bottom up: ground, areas, the open report, bubbles, pins; the names
 * find room between them.
 */
import type { EventType } from '#lib/domain/event-type.ts';
import type { Credibility, Grade, Reliability } from '#lib/domain/grade.ts';
import type { ReportState } from '#lib/domain/report.ts';

export type XY = readonly [x: number, y: number];
export type Path = readonly XY[];

/** Colours of everything but the symbols, in one theme. */
export type SceneColours = Record<
	| (
			| 'sea'
			| 'land'
			| 'focus'
			| 'river'
			| 'boundary'
			| 'boundaryHalo'
			| 'admin1'
			| 'country'
			| 'place'
			| 'halo'
	  )
	| ('area' | 'bubble' | 'bubbleEdge' | 'bubbleText' | 'ringGround' | 'selection' | 'text'),
	string
>;

export type Ground = {
	cover: readonly Path[];
	land: readonly Path[];
	focus: readonly Path[];
	lakes: readonly Path[];
	rivers: readonly Path[];
	admin1: readonly Path[];
	boundaries: readonly Path[];
	disputed: readonly Path[];
};

export type SceneName = { text: string; at: XY; kind: 'country' | 'place'; rank: number };
type Look = { type: EventType; state: ReportState };
export type ScenePin = Look & { at: XY; count: number; reliability: Reliability; credibility: Credibility };
export type SceneArea = Look & { at: XY; count: number; radius: number };
/** `arcs` in turns clockwise from twelve o'clock. */
export type SceneBubble = {
	at: XY;
	count: number;
	radius: number;
	best: Grade;
	arcs: readonly { from: number; to: number; type: EventType }[];
};

export type Scene = {
	/** CSS pixels. */
	width: number;
	height: number;
	lang: string;
	rtl: boolean;
	ground: readonly Ground[];
	names: readonly SceneName[];
	areas: readonly SceneArea[];
	bubbles: readonly SceneBubble[];
	pins: readonly ScenePin[];
	/** The open report: where it may lie, pixels. */
	selected: { at: XY; radius: number; isPin: boolean } | null;
};

/** A disc as wide as the picture would only darken it. Pixels. */
export const WIDE_AREA = 400;
/** A pin beside its size in a list. */
export const PIN_SIZE = 0.88;
/** The symbol on an area's rim. */
export const TAG_SIZE = 0.86;
