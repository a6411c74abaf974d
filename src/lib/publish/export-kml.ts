/** KML 2.2 (OGC 07-147r2): a style for each kind of event, fainter where no person has checked it. */
import { toKml } from '#lib/domain/axis-order.ts';
import type { TimePrecision } from '#lib/domain/event-time.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { EVENT_COLOURS } from '#lib/domain/symbol-colours.ts';
import { ATTRIBUTION, attributionOf, gradeOfRow, type Exporter, type ExportRow } from './export-row.ts';
import { escaped } from './xml.ts';

const SURE = 'ff';
const UNSURE = '80';

/** KML's colours are alpha, blue, green, red. */
const colourOf = (rgb: string, alpha: string): string =>
	alpha + rgb.slice(5, 7) + rgb.slice(3, 5) + rgb.slice(1, 3);

const styleId = ({ event_type, state }: ExportRow): string =>
	state === 'published' ? event_type : `${event_type}_${state}`;

function styles(origin: string): string {
	const style = (id: string, colour: string, scale: number) =>
		`<Style id="${id}"><IconStyle><color>${colour}</color><scale>${scale}</scale>` +
		`<Icon><href>${escaped(origin)}/kml/dot.png</href></Icon></IconStyle><LabelStyle><scale>0</scale></LabelStyle></Style>\n`;
	return EVENT_TYPES.map((type) => {
		const rgb = EVENT_COLOURS.light[type];
		return (
			style(type, colourOf(rgb, SURE), 0.6) +
			style(`${type}_unreviewed`, colourOf(rgb, UNSURE), 0.6) +
			style(`${type}_retracted`, colourOf('#7f7b74', UNSURE), 0.4)
		);
	}).join('');
}

/** As exact as it is known: `xsd:gYearMonth`, `xsd:date` or `xsd:dateTime`. */
const CUT: Record<TimePrecision, number | undefined> = {
	minute: undefined,
	hour: undefined,
	day: 10,
	week: 10,
	month: 7
};

function timeOf({ occurred_at, occurred_until, time_precision }: ExportRow): string {
	const from = occurred_at.slice(0, CUT[time_precision]);
	if (occurred_until === null) return `<TimeStamp><when>${from}</when></TimeStamp>`;
	return `<TimeSpan><begin>${from}</begin><end>${occurred_until.slice(0, CUT[time_precision])}</end></TimeSpan>`;
}

const data = (values: Record<string, string | number | boolean | null>): string =>
	Object.entries(values)
		.filter(([, value]) => value !== null && value !== '')
		.map(([name, value]) => `<Data name="${name}"><value>${escaped(String(value))}</value></Data>`)
		.join('');

/** What stands behind a warning is not shown at a click on a map. */
function descriptionOf(row: ExportRow): string {
	const warning = `Content warning: ${row.sensitivity.join(', ')}`;
	const lines = [
		row.state === 'retracted' ? `Retracted: ${row.state_reason ?? ''}` : null,
		row.sensitivity.length > 0 ? warning : row.summary,
		`Grade ${gradeOfRow(row)}; ${row.place_name}, within ${row.uncertainty_m} m`,
		...row.citations.map(({ source_name, publisher, reliability, url }) =>
			[`${source_name ?? publisher ?? ''} (${reliability})`, url].filter(Boolean).join(' ')
		)
	];
	return lines.filter(Boolean).join('\n');
}

export const kmlExport: Exporter = {
	type: 'application/vnd.google-earth.kml+xml',
	head: ({ origin, view }) =>
		`<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n` +
		`<name>Fronts</name>\n<description>${escaped(`${view}\n${ATTRIBUTION}`)}</description>\n${styles(origin)}`,
	row(row, origin) {
		const mark = row.state === 'published' ? '' : `[${row.state}] `;
		const { id, point, theatre, event_type, event_subtype, geo_precision, uncertainty_m, credibility } = row;
		return (
			`<Placemark id="report-${id}"><name>${escaped(`${mark}${row.title} · ${gradeOfRow(row)}`)}</name>` +
			`<description>${escaped(descriptionOf(row))}</description>${timeOf(row)}<styleUrl>#${styleId(row)}</styleUrl>` +
			`<ExtendedData>${data({
				...{ id, url: `${origin}/reports/${id}`, theatre, event_type, event_subtype },
				...{ occurred_at: row.occurred_at, time_precision: row.time_precision, place_name: row.place_name },
				...{
					geo_precision,
					uncertainty_m,
					grade: gradeOfRow(row),
					reliability: row.reliability,
					credibility
				},
				...{ state: row.state, state_reason: row.state_reason, sensitivity: row.sensitivity.join(' ') },
				fatalities: row.fatalities && JSON.stringify(row.fatalities),
				...{ origins: row.origins, revision: row.revision, updated_at: row.updated_at, is_demo: row.is_demo },
				citations: JSON.stringify(row.citations),
				attribution: attributionOf(row, origin)
			})}</ExtendedData><Point><coordinates>${toKml(point)}</coordinates></Point></Placemark>\n`
		);
	},
	tail: () => '</Document>\n</kml>\n'
};
