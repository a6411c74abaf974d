import { ATTRIBUTION, attributionOf, gradeOfRow, type Exporter } from './export-row.ts';

/** GeoJSON (RFC 7946): longitude first; the head stands in foreign members (6.1). One report a line. */
export const geojsonExport: Exporter = {
	type: 'application/geo+json',
	head: ({ view, count }) =>
		`{"type":"FeatureCollection","attribution":${JSON.stringify(ATTRIBUTION)},"view":${JSON.stringify(view)},` +
		`"count":${count},"features":[\n`,
	row(row, origin, isFirst) {
		const { id, point, citations, ...facts } = row;
		const feature = {
			type: 'Feature',
			id,
			geometry: { type: 'Point', coordinates: point },
			properties: {
				...facts,
				grade: gradeOfRow(row),
				citations,
				attribution: attributionOf(row, origin),
				url: `${origin}/reports/${id}`
			}
		};
		return (isFirst ? '' : ',\n') + JSON.stringify(feature);
	},
	tail: () => '\n]}\n'
};
