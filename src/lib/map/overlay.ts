/** Something drawn under the reports and above the ground, which comes when a page asks for it: areas of control. */
import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { AREA_LAYER } from './area-layers.ts';

export type MapOverlay = {
	/** Another object when it shows something else. */
	data: FeatureCollection;
	/** Layers over the source of this name. */
	layers(theme: Theme, source: string): LayerSpecification[];
	/** Pixels of an image its layers ask for, or null when it is none of its own. */
	image(id: string, theme: Theme, ratio: number): ImageData | null;
	/** Whose drawing it is: stands with the map's own attribution, as text. */
	attribution: string;
};

export const OVERLAY_SOURCE = 'overlay';

export const overlaySource = ({ data, attribution }: MapOverlay): SourceSpecification => ({
	type: 'geojson',
	data,
	attribution: attribution.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
});

/** A style with the overlay's layers in their place. */
export function withOverlay(
	style: StyleSpecification,
	overlay: MapOverlay,
	theme: Theme
): StyleSpecification {
	const at = style.layers.findIndex(({ id }) => id === AREA_LAYER);
	return {
		...style,
		sources: { ...style.sources, [OVERLAY_SOURCE]: overlaySource(overlay) },
		layers: style.layers.toSpliced(at, 0, ...overlay.layers(theme, OVERLAY_SOURCE))
	};
}
