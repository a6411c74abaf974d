import { csvExport } from './export-csv.ts';
import { geojsonExport } from './export-geojson.ts';
import { kmlExport } from './export-kml.ts';
import type { Exporter } from './export-row.ts';

export const EXPORT_FORMATS = ['geojson', 'csv', 'kml'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORTER: Record<ExportFormat, Exporter> = {
	geojson: geojsonExport,
	csv: csvExport,
	kml: kmlExport
};
