/** Holds the MapLibre map: everything imperative is here, everything computed is in the plain modules beside it. */
import {
	AttributionControl,
	Map as MapLibreMap,
	NavigationControl,
	ScaleControl,
	addProtocol,
	setWorkerUrl,
	type GeoJSONSource,
	type MapGeoJSONFeature,
	type MapMouseEvent,
	type PointLike
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { FeatureCollection } from 'geojson';
import type { ReportFeature, TileFeatures } from '#lib/columns/tile-features.ts';
import type { LngLat } from '#lib/domain/location.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { settle } from '#lib/ui/settled.ts';
import { groupAreas, selectionFeatures } from './areas.ts';
import { badgeOptions, drawBadge } from './badge.ts';
import { BubbleTip, bubbleOf, type Bubble } from './bubble-tip.ts';
import { FONT_URLS } from './basemap/font-urls.ts';
import type { LabelLanguage } from './basemap/label-language.ts';
import { drawDot, parseDotId } from './basemap/place-dots.ts';
import { PLACES_PATH, TILES_PATH } from './basemap/style.ts';
import { fitPadding, isSameCamera, type Camera, type MapView } from './camera.ts';
import { BADGE_IMAGE } from './count-badge.ts';
import { declutter, type BubbleProperties } from './declutter.ts';
import { HIGHLIGHT_SOURCE, highlightFeatures, type Highlight } from './highlight.ts';
import { HIT_LAYERS, hitOf, type HitFeature } from './hits.ts';
import { onSpotAsked } from './long-press.ts';
import { toLocale, type MapLabels } from './map-labels.ts';
import { mapStyle } from './map-style.ts';
import { sketchFeatures } from './measure.ts';
import { SKETCH_SOURCE } from './measure-layers.ts';
import { badgeColours } from './report-colours.ts';
import { BUBBLE_LAYER } from './pin-layers.ts';
import type { TileName } from './frame.ts';
import { OVERLAY_SOURCE, overlaySource, withOverlay, type MapOverlay } from './overlay.ts';
import { AREA_LAYER } from './area-layers.ts';
import { EMPTY, MARKS_SOURCE, PINS_MIN_ZOOM, SELECTION_SOURCE } from './report-sources.ts';
import { ReportTiles, TILES_MAX_ZOOM, type TileSource } from './report-tiles.ts';
import { reportsFirst } from './reports-first.ts';
import { imagesOf } from './mark-images.ts';
import { parseRingId } from './split.ts';
import { drawRing } from './split-ring.ts';
import { drawSymbol, parseImageId } from './symbols.ts';

/** A report's point and how far the true place may lie from it, metres. */
export type SelectedArea = { point: LngLat; uncertainty: number };

export type ConflictMapOptions = {
	container: HTMLElement;
	tile: TileSource;
	revision: number;
	camera: Camera;
	theme: Theme;
	lang: LabelLanguage;
	selectedId: number | null;
	selectedArea: SelectedArea | null;
	/** Pointed at in the list. */
	highlight: Highlight | null;
	/** Found by search, or whose coordinates are shown. */
	spot: LngLat | null;
	/** While it is not null a click sets a point instead of opening what lies there. */
	measurement: Measurement | null;
	/** Drawn under the reports. */
	overlay: MapOverlay | null;
	labels: MapLabels;
	/** One finger and the wheel scroll the page; two fingers or Ctrl move the map. For embedding. */
	cooperative: boolean;
	reducedMotion: boolean;
	/** Address of the site's root, without a slash at the end. */
	root: string;
	onselect: (id: number | null) => void;
	onselectmany: (ids: number[]) => void;
	onmove: (view: MapView) => void;
	/** Reports under the mouse, the uppermost first; none when it leaves them. */
	onhover: (ids: readonly number[]) => void;
	/** A point was set while measuring. */
	onpoint: (point: LngLat) => void;
	/** A right click, or a finger that rests; without it the browser's own menu opens. */
	onspot?: (point: LngLat) => void;
	/** A bubble in words, for a tip beside the pointer. */
	describe: (bubble: Bubble) => string;
};

/** Closer than this the coast is a drawing, not a survey. */
const MAX_ZOOM = 14;
/** Milliseconds. */
const DRAW_DELAY = 60;
/** CSS pixels. */
const TILE_SIZE = 512;
/** What a source holds at first. */
const NOTHING = JSON.stringify(EMPTY);
/** How far from the pointer a symbol still counts as hit, CSS pixels: a finger is blunter than a mouse. */
const HIT_SLOP = { mouse: 3, touch: 10 } as const;
const BUBBLE_ZOOM_STEP = 2;

let isPrepared = false;
let reportsDrawn = () => {};
/** MapLibre keeps worker and protocol for the whole page. */
function prepareOnce(root: string): void {
	if (isPrepared) return;
	isPrepared = true;
	setWorkerUrl(workerUrl);
	const basemap = reportsFirst(async () => {
		const { basemapTiles } = await import('./basemap/protocol.ts');
		return basemapTiles(root + TILES_PATH);
	});
	reportsDrawn = basemap.reportsDrawn;
	addProtocol('pmtiles', basemap.load);
}

export class ConflictMap {
	#map: MapLibreMap;
	#options: ConflictMapOptions;
	#tiles: ReportTiles;
	#drawing: ReturnType<typeof setTimeout> | undefined;
	/** Of what was asked to be drawn: only the last counts. */
	#turn = 0;
	/** The last that was asked for and is there. */
	#drawnTurn = 0;
	/** The reports that stand by themselves, as they were drawn last. */
	#pins: readonly ReportFeature[] = [];
	/** How many stand for reports. */
	#marks = 0;
	/** They have been set and MapLibre still reads them. */
	#isUntold = false;
	/** What each source was set to last, as text. */
	#held = new Map<string, string>();
	#hasPlaces = false;
	#tip: BubbleTip | undefined;
	#pressed: ReturnType<typeof onSpotAsked> | undefined;
	#hovered = '';

	/** @throws GPUInitializationError where the browser gives no WebGL 2 */
	constructor(options: ConflictMapOptions) {
		prepareOnce(options.root);
		this.#options = options;
		this.#tiles = new ReportTiles((z, x, y) => this.#options.tile(z, x, y));
		this.#map = this.#create();
		this.#listen();
	}

	/** Everything a page may change while the map is open. Only what differs is touched. */
	update(next: Partial<ConflictMapOptions>): void {
		const before = this.#options;
		this.#options = { ...before, ...next };
		const { theme, lang, revision, camera, selectedId, selectedArea } = this.#options;
		if (theme !== before.theme || lang !== before.lang) this.#restyle(theme !== before.theme);
		if (revision !== before.revision) this.#reload();
		if (selectedId !== before.selectedId || selectedArea !== before.selectedArea) this.#drawSelected();
		const { highlight, spot, measurement, overlay } = this.#options;
		if (overlay !== before.overlay) this.#drawOverlay();
		if (highlight !== before.highlight || spot !== before.spot) this.#drawHighlight();
		if (measurement !== before.measurement) this.#drawSketch();
		if (!isSameCamera(camera, before.camera)) this.look(camera);
	}

	/** What it shows, as a data address of a PNG in device pixels. */
	picture(): string {
		// Drawn and read in one task: a canvas keeps nothing for later.
		this.#map.redraw();
		return this.#map.getCanvas().toDataURL();
	}

	destroy(): void {
		clearTimeout(this.#drawing);
		this.#turn++;
		this.#map.remove();
	}

	#create(): MapLibreMap {
		const { container, camera, labels, cooperative } = this.#options;
		const map = new MapLibreMap({
			container,
			style: this.#style(),
			...startOf(camera, container.clientWidth),
			maxZoom: MAX_ZOOM,
			locale: toLocale(labels),
			cooperativeGestures: cooperative,
			attributionControl: false,
			dragRotate: false,
			pitchWithRotate: false,
			touchPitch: false,
			// Marks that fade keep the whole map painting for as long.
			fadeDuration: 0
		});
		map.touchZoomRotate.disableRotation();
		map.keyboard.disableRotation();
		map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
		map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-left');
		map.addControl(new AttributionControl({ compact: false }), 'bottom-right');
		return map;
	}

	#style() {
		const { theme, lang, root, overlay } = this.#options;
		const style = mapStyle({ theme, lang, root, fonts: FONT_URLS, withoutPlaces: !this.#hasPlaces });
		return overlay ? withOverlay(style, overlay, theme) : style;
	}

	#listen(): void {
		const map = this.#map;
		map.setMissingStyleImageResolver((id) => this.#addImage(id));
		// What the page changed while the style was loading.
		map.on('style.load', () => {
			this.#drawOverlay();
			this.#drawOwn();
			void this.#draw();
		});
		map.on('load', () => this.#options.onmove(this.#view()));
		map.on('moveend', () => this.#options.onmove(this.#view()));
		map.on('moveend', () => this.#drawSoon());
		map.on('move', () => !this.#tiles.isAt(this.#underView()) && this.#drawSoon());
		map.on('sourcedata', ({ sourceId, isSourceLoaded, tile }) => {
			if (sourceId === MARKS_SOURCE && isSourceLoaded && tile && this.#isUntold) this.#tellDrawn();
		});
		map.on('click', (event) => this.#click(event));
		if (this.#options.onspot) this.#pressed = onSpotAsked(map, (point) => this.#options.onspot?.(point));
		map.on('mousemove', (event) => {
			if (this.#options.measurement) {
				map.getCanvas().style.cursor = 'crosshair';
				return this.#drawSketch([event.lngLat.lng, event.lngLat.lat]);
			}
			const features = this.#featuresAt(event, HIT_SLOP.mouse);
			this.#hover(features);
			map.getCanvas().style.cursor = features.length ? 'pointer' : '';
			this.#tell(features[0], event);
		});
		map.on('mouseout', () => {
			this.#tip?.hide();
			this.#hover([]);
			if (this.#options.measurement) this.#drawSketch();
		});
		map.on('movestart', () => this.#tip?.hide());
		map.getContainer().addEventListener('keydown', ({ key }) => {
			if (key === 'Escape' && !this.#options.measurement) this.#options.onselect(null);
		});
		// For whoever waits until the picture is finished: a script that takes it, a test.
		map.on('idle', () => {
			// A view may have no report to draw.
			settle();
			if (!this.#hasPlaces) this.#addPlaces();
			else this.#tellIdle();
		});
		map.on('movestart', () => delete map.getContainer().dataset.mapIdle);
		// A missing file of the basemap leaves a gap, not a broken page.
		map.on('error', ({ error }) => console.warn('map:', error?.message ?? error));
	}

	#view(): MapView {
		const { lng, lat } = this.#map.getCenter();
		const [[west, south], [east, north]] = this.#map.getBounds().toArray();
		return { center: [lng, lat], zoom: this.#map.getZoom(), bounds: [west, south, east, north] };
	}

	/** In the frame that reads the marks: MapLibre would read them again for images that come later. */
	#addImages(ids: ReadonlySet<string>): void {
		for (const id of ids) if (!this.#map.hasImage(id)) this.#addImage(id);
	}

	#addImage(id: string): void {
		const { theme } = this.#options;
		const ratio = Math.min(3, Math.max(1, window.devicePixelRatio));
		if (id === BADGE_IMAGE)
			this.#map.addImage(id, drawBadge(badgeColours(theme), ratio), badgeOptions(ratio));
		const dot = parseDotId(id);
		if (dot) this.#map.addImage(id, drawDot(dot, theme, ratio), { pixelRatio: ratio });
		const ring = parseRingId(id);
		if (ring) this.#map.addImage(id, drawRing(ring, theme, ratio), { pixelRatio: ratio });
		const image = parseImageId(id);
		if (image) this.#map.addImage(id, drawSymbol(image, theme, ratio), { pixelRatio: ratio });
		const own = this.#options.overlay?.image(id, theme, ratio);
		if (own) this.#map.addImage(id, own, { pixelRatio: ratio });
	}

	#restyle(isOtherTheme: boolean): void {
		// Symbols are painted per theme: forget them, and MapLibre asks for those it needs.
		if (isOtherTheme) for (const id of this.#map.listImages()) this.#map.removeImage(id);
		this.#held.clear();
		this.#map.setStyle(this.#style());
		this.#map.once('styledata', () => {
			this.#drawOwn();
			void this.#draw();
		});
	}

	#reload(): void {
		this.#tiles.forget();
		void this.#draw();
	}

	#addPlaces(): void {
		this.#hasPlaces = true;
		this.#map.getSource<GeoJSONSource>('places')?.setData(this.#options.root + PLACES_PATH);
	}

	#drawOverlay(): void {
		const { overlay, theme } = this.#options;
		// A style that is still loading takes it along.
		if (!this.#map.getLayer(AREA_LAYER)) return;
		const source = this.#map.getSource<GeoJSONSource>(OVERLAY_SOURCE);
		if (source && overlay && overlay.attribution === source.attribution) {
			void source.setData(overlay.data);
			return;
		}
		for (const { id, source: of } of this.#map.getStyle().layers as { id: string; source?: string }[])
			if (of === OVERLAY_SOURCE) this.#map.removeLayer(id);
		if (source) this.#map.removeSource(OVERLAY_SOURCE);
		if (!overlay) return;
		this.#map.addSource(OVERLAY_SOURCE, overlaySource(overlay));
		for (const layer of overlay.layers(theme, OVERLAY_SOURCE)) this.#map.addLayer(layer, AREA_LAYER);
	}

	#drawSelected(): void {
		const { selectedId, selectedArea } = this.#options;
		const pin = this.#pins.find(({ id }) => id === selectedId) ?? null;
		void this.#setData(SELECTION_SOURCE, selectionFeatures(selectedArea, pin));
	}

	#drawHighlight(): void {
		const { highlight, spot } = this.#options;
		void this.#setData(HIGHLIGHT_SOURCE, highlightFeatures(highlight, spot));
	}

	/** @param pointer where the next point would be */
	#drawSketch(pointer: LngLat | null = null): void {
		const { measurement } = this.#options;
		void this.#setData(SKETCH_SOURCE, sketchFeatures(measurement, pointer));
		// The second click of a double click sets a point too.
		if (measurement) this.#map.doubleClickZoom.disable();
		else this.#map.doubleClickZoom.enable();
	}

	/** What a new style does not know. */
	#drawOwn(): void {
		this.#drawSelected();
		this.#drawHighlight();
		this.#drawSketch();
	}

	#setData(source: string, data: FeatureCollection): Promise<void> | undefined {
		const text = JSON.stringify(data);
		// The same again would cost frames of the whole map for nothing.
		if (text === (this.#held.get(source) ?? NOTHING)) return undefined;
		this.#held.set(source, text);
		return this.#map.getSource<GeoJSONSource>(source)?.setData(data);
	}

	/** Goes there, also when the camera was last told the same. */
	look(camera: Camera): void {
		const animate = !this.#options.reducedMotion;
		if ('bounds' in camera) {
			const [west, south, east, north] = camera.bounds;
			const padding = fitPadding(this.#map.getContainer().clientWidth);
			this.#map.fitBounds([west, south, east, north], { padding, animate });
			return;
		}
		const { center, zoom } = this.#view();
		if (isSameCamera(camera, { center, zoom })) return;
		this.#map.easeTo({ center: camera.center, zoom: camera.zoom, animate });
	}

	/** While the map moves: a few times a second, not for each frame. */
	#drawSoon(): void {
		this.#drawing ??= setTimeout(() => {
			this.#drawing = undefined;
			void this.#draw();
		}, DRAW_DELAY);
	}

	#underView(): TileName[] {
		const tiles = this.#map.coveringTiles({ tileSize: TILE_SIZE, maxzoom: TILES_MAX_ZOOM });
		return tiles.map(({ canonical: { z, x, y } }) => ({ z, x, y }));
	}

	/** All that is under the view at once, when all of it is there: a tile by itself would cost as many frames. */
	async #draw(): Promise<void> {
		if (!this.#map.getSource(MARKS_SOURCE)) return;
		const turn = ++this.#turn;
		try {
			const features = await this.#tiles.at(this.#underView());
			if (turn !== this.#turn) return;
			this.#drawnTurn = turn;
			this.#drawMarks(features);
		} catch (problem) {
			this.#drawnTurn = turn;
			this.#tiles.forget();
			console.warn('map:', problem);
		}
	}

	#drawMarks({ pins, areas, cells }: TileFeatures): void {
		const { discs, tags } = groupAreas(areas);
		const marks = declutter({ pins, cells }, this.#map.getZoom());
		this.#pins = pins;
		this.#marks = marks.features.length + tags.length;
		const images = imagesOf([...tags, ...marks.features]);
		const read = this.#setData(MARKS_SOURCE, { ...marks, features: [...discs, ...tags, ...marks.features] });
		if (!read) {
			this.#tellDrawn();
			// Nothing has changed: MapLibre has no frame to draw, and nothing to say after it.
			this.#tellIdle();
		}
		void read?.then(() => {
			this.#addImages(images);
			this.#isUntold = true;
		});
		if (this.#options.selectedId !== null) this.#drawSelected();
	}

	#tellIdle(): void {
		const isAsked = this.#drawing !== undefined || this.#drawnTurn !== this.#turn;
		if (isAsked || this.#map.isMoving() || !this.#map.loaded()) return;
		this.#map.getContainer().dataset.mapIdle = 'yes';
	}

	#tellDrawn(): void {
		this.#isUntold = false;
		this.#map.getContainer().dataset.mapMarks = String(this.#marks);
		reportsDrawn();
		if (this.#marks > 0) settle();
	}

	#featuresAt({ point }: MapMouseEvent, slop: number): MapGeoJSONFeature[] {
		const box: [PointLike, PointLike] = [
			[point.x - slop, point.y - slop],
			[point.x + slop, point.y + slop]
		];
		return this.#map.queryRenderedFeatures(box, {
			layers: HIT_LAYERS.filter((id) => this.#map.getLayer(id))
		});
	}

	#click(event: MapMouseEvent): void {
		if (this.#pressed?.isEcho()) return;
		if (this.#options.measurement) return this.#options.onpoint([event.lngLat.lng, event.lngLat.lat]);
		const isTouch = (event.originalEvent as PointerEvent).pointerType === 'touch';
		const features = this.#featuresAt(event, isTouch ? HIT_SLOP.touch : HIT_SLOP.mouse);
		const hit = hitOf([...features] as HitFeature[], this.#map.getZoom());
		if (hit.kind === 'nothing') this.#options.onselect(null);
		else if (hit.kind === 'bubble') this.#openBubble(hit.point);
		else if (hit.ids.length === 1) this.#options.onselect(hit.ids[0]!);
		else this.#options.onselectmany(hit.ids);
	}

	#hover(features: readonly MapGeoJSONFeature[]): void {
		const hit = hitOf([...features] as HitFeature[], this.#map.getZoom());
		const ids = hit.kind === 'reports' ? hit.ids : [];
		if (ids.join() === this.#hovered) return;
		this.#hovered = ids.join();
		this.#options.onhover(ids);
	}

	/** What is in the bubble under the pointer. */
	#tell(top: MapGeoJSONFeature | undefined, { point }: MapMouseEvent): void {
		if (top?.layer.id !== BUBBLE_LAYER) return this.#tip?.hide();
		const words = this.#options.describe(bubbleOf(top.properties as BubbleProperties));
		this.#tip ??= new BubbleTip(this.#map.getContainer());
		this.#tip.show(words, point.x, point.y);
	}

	#openBubble(center: LngLat): void {
		const zoom = Math.min(this.#map.getZoom() + BUBBLE_ZOOM_STEP, PINS_MIN_ZOOM + 0.5);
		this.#map.easeTo({ center, zoom, animate: !this.#options.reducedMotion });
	}
}

function startOf(camera: Camera, width: number) {
	if ('bounds' in camera) return { bounds: camera.bounds, fitBoundsOptions: { padding: fitPadding(width) } };
	return { center: camera.center, zoom: camera.zoom };
}
