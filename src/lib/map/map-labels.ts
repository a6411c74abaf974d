/** Words on and around the map, in the reader's language. */
export type MapLabels = {
	/** Accessible name of the map. */
	map: string;
	zoomIn: string;
	zoomOut: string;
	attribution: string;
	/** Units of the scale bar. */
	metres: string;
	kilometres: string;
	/** How to move an embedded map: with a mouse, with a mouse on a Mac, by touch. */
	scrollHelp: string;
	scrollHelpMac: string;
	touchHelp: string;
};

/** The same words under MapLibre's keys. */
export function toLocale(labels: MapLabels): Record<string, string> {
	return {
		'Map.Title': labels.map,
		'NavigationControl.ZoomIn': labels.zoomIn,
		'NavigationControl.ZoomOut': labels.zoomOut,
		'AttributionControl.ToggleAttribution': labels.attribution,
		'ScaleControl.Meters': labels.metres,
		'ScaleControl.Kilometers': labels.kilometres,
		'CooperativeGesturesHandler.WindowsHelpText': labels.scrollHelp,
		'CooperativeGesturesHandler.MacHelpText': labels.scrollHelpMac,
		'CooperativeGesturesHandler.MobileHelpText': labels.touchHelp
	};
}
