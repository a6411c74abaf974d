/**
 * The API's own description (OpenAPI 3.1). Schemas, vocabularies and limits are those the answers are made and the
 * questions are checked with: they cannot say something else.
 */
import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { VIEW_VALUES } from '#lib/domain/view.ts';
import type { ViewParameter } from '#lib/domain/view-parameters.ts';
import * as schemas from './api-schemas.ts';
import { EXPORT_FORMATS, EXPORTER } from './exports.ts';
import { FEED_FORMATS, FEED_TYPE } from './feed.ts';

/** A number a parameter may be. */
export type Range = { min: number; max: number; fallback: number };
/** Requests from one place, and the seconds in which all of them come back. */
export type Quota = { requests: number; seconds: number };
export type ApiFacts = {
	origin: string;
	/** How many are given at once, by address. */
	limits: { reports: Range; changes: Range; feeds: Range };
	quotas: { api: Quota; export: Quota };
};

export type Parameter = {
	name: string;
	in: 'query' | 'path' | 'header';
	description: string;
	required?: boolean;
	schema: object;
	/** Values between commas. */
	explode?: false;
	style?: 'form';
};
export type Operation = {
	operationId: string;
	summary: string;
	description?: string;
	parameters: Parameter[];
	requestBody?: object;
	security?: object[];
	responses: Record<string, object>;
};

const CONVERSION: ConversionConfig = {
	target: 'draft-2020-12',
	// What a check in code asks for cannot be written as a schema; its sentence comes with the 422.
	errorMode: 'ignore',
	typeMode: 'input'
};

const jsonSchema = (schema: v.GenericSchema): object => {
	const { $schema: _dialect, ...written } = toJsonSchema(schema, CONVERSION);
	return written;
};
const ref = (name: keyof typeof schemas) => ({ $ref: `#/components/schemas/${name}` });

const list = (name: keyof typeof VIEW_VALUES) => ({
	type: 'array',
	items: jsonSchema(v.picklist(VIEW_VALUES[name] as readonly (string | number)[]))
});
const INSTANT = { type: 'string', format: 'date-time' };
const DAY_OR_INSTANT = { anyOf: [{ type: 'string', format: 'date' }, INSTANT] };

/** What each parameter of a view means; a missing one does not type-check. */
const VIEW: Record<ViewParameter, [description: string, schema: object]> = {
	theatre: ['Fronts; all where none is named', list('theatre')],
	last: ['A period that ends now', { ...jsonSchema(v.picklist(VIEW_VALUES.last)), default: '7d' }],
	from: ['First day, or moment, in UTC; replaces `last`', DAY_OR_INSTANT],
	to: ['Last day, or moment, in UTC; replaces `last`', DAY_OR_INSTANT],
	asof: ['The data as it was known at this moment', INSTANT],
	type: ['Kinds of events', list('type')],
	source: [
		'Slugs of the registry: a report passes when it cites one of them',
		{ type: 'array', items: { type: 'string' } }
	],
	reliability: ['Letters of the best source', list('reliability')],
	credibility: ['Numbers of the claim', list('credibility')],
	state: ['States; published and unreviewed where none is named', list('state')],
	q: ['Words in title, summary and place', { type: 'string', maxLength: 200 }],
	bbox: [
		'West, south, east, north in degrees',
		{ type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 4 }
	],
	at: ['Camera of the map, zoom/lat/lon; filters nothing', { type: 'string' }],
	layers: ['Layers of the map; filters nothing', list('layers')],
	report: ['The report a map has open; filters nothing', { type: 'integer', minimum: 1 }],
	lang: ['Language of names and words', jsonSchema(v.picklist(VIEW_VALUES.lang))],
	theme: ['Appearance of the map; filters nothing', jsonSchema(v.picklist(VIEW_VALUES.theme))]
};

const viewParameters: Parameter[] = Object.entries(VIEW).map(([name, [description, schema]]) => ({
	name,
	in: 'query',
	description,
	...('items' in schema && { style: 'form' as const, explode: false as const }),
	schema
}));

const number = (name: string, description: string, { min, max, fallback }: Range): Parameter => ({
	...{ name, in: 'query', description },
	schema: { type: 'integer', minimum: min, maximum: max, default: fallback }
});
const text = (name: string, description: string, schema: object = { type: 'string' }): Parameter => ({
	...{ name, in: 'query', description, schema }
});
const inPath = (name: string, description: string, schema: object = { type: 'string' }): Parameter => ({
	...{ name, in: 'path', description, required: true, schema }
});

const content = (type: string, schema: object) => ({ content: { [type]: { schema } } });
const ok = (description: string, type: string, schema: object) => ({
	description,
	headers: {
		ETag: { description: 'Send it back as If-None-Match', schema: { type: 'string' } },
		RateLimit: { $ref: '#/components/headers/RateLimit' },
		'RateLimit-Policy': { $ref: '#/components/headers/RateLimit-Policy' }
	},
	...content(type, schema)
});
const problem = (name: string) => ({ $ref: `#/components/responses/${name}` });
const usual = { 400: problem('BadRequest'), 429: problem('TooManyRequests') };
const conditional = { ...usual, 304: { description: 'What If-None-Match names is still so' } };
const missing = { 404: problem('NotFound') };
const FILE = { type: 'string' };

/** @param facts what holds on this server */
export function openApi({ origin, limits, quotas }: ApiFacts) {
	const paths: Record<string, Partial<Record<'get' | 'post', Operation>>> = {
		'/api/v1/reports': {
			get: {
				operationId: 'listReports',
				summary: 'Reports of a view, newest first',
				description:
					'Pages follow each other by the `Link` header with rel="next": nothing is lost or repeated.',
				parameters: [
					...viewParameters,
					number('limit', 'Reports a page', limits.reports),
					text('after', 'Where the page before ended: from its Link header'),
					text('ids', 'Just these reports, up to 200 numbers between commas')
				],
				responses: { 200: ok('A page of reports', 'application/geo+json', ref('Reports')), ...conditional }
			},
			post: {
				operationId: 'sendReport',
				summary: 'Send a report',
				description: 'With the bearer token of an account. A moderator reads it before anybody else does.',
				parameters: [],
				security: [{ bearer: [] }],
				requestBody: { required: true, ...content('application/json', ref('Submission')) },
				responses: {
					201: { description: 'It has arrived', ...content('application/json', ref('Receipt')) },
					401: problem('Unauthorised'),
					409: problem('Conflict'),
					413: problem('TooLarge'),
					422: problem('BadFields'),
					429: problem('TooManyRequests'),
					503: problem('Closed')
				}
			}
		},
		'/api/v1/reports/{id}': {
			get: {
				operationId: 'getReport',
				summary: 'A report with its citations, grades, reasons and corrections',
				parameters: [inPath('id', 'Its number', { type: 'integer', minimum: 1 }), ...viewParameters],
				responses: {
					200: ok('The report', 'application/geo+json', ref('ReportWithHistory')),
					...{ ...conditional, ...missing }
				}
			}
		},
		'/api/v1/sources': {
			get: {
				operationId: 'listSources',
				summary: 'The registry: every source, its letter, why, and the state of its feed',
				parameters: [text('silent', 'Only sources that have fallen silent', { const: 'true' })],
				responses: { 200: ok('The sources', 'application/json', ref('Sources')), ...conditional }
			}
		},
		'/api/v1/sources/{slug}': {
			get: {
				operationId: 'getSource',
				summary: 'A source with every letter it ever had',
				parameters: [inPath('slug', 'Its slug')],
				responses: {
					200: ok('The source', 'application/json', ref('SourceWithHistory')),
					...{ ...conditional, ...missing }
				}
			}
		},
		'/api/v1/histogram': {
			get: {
				operationId: 'countDays',
				summary: 'Reports a day (UTC), from the first day with one to the last',
				parameters: viewParameters,
				responses: { 200: ok('The days', 'application/json', ref('Histogram')), ...conditional }
			}
		},
		'/api/v1/changes': {
			get: {
				operationId: 'listChanges',
				summary: 'What changed after a cursor, in the order it was committed, nothing skipped',
				description: 'Without `after`, where the feed stands now.',
				parameters: [
					...viewParameters,
					text('after', 'A cursor this address gave before'),
					number('limit', 'Changes a page', limits.changes)
				],
				responses: { 200: ok('A page of changes', 'application/json', ref('Changes')), ...usual }
			}
		},
		'/api/v1/live': {
			get: {
				operationId: 'followChanges',
				summary: 'The same changes as they happen (Server-Sent Events)',
				description:
					'Each event’s id is a cursor: a client that reconnects sends it as Last-Event-ID and misses nothing.',
				parameters: [
					...viewParameters,
					text('after', 'The cursor to go on from, at the first time'),
					{
						...{ name: 'Last-Event-ID', in: 'header', schema: { type: 'string' } },
						description: 'The id of the last event that arrived'
					}
				],
				responses: {
					200: {
						description: 'Events whose data is {cursor, changes}',
						...content('text/event-stream', FILE)
					},
					...usual
				}
			}
		},
		'/tiles/{z}/{x}/{y}.mvt': {
			get: {
				operationId: 'getTile',
				summary: 'Vector tiles of a view, layer `reports` (Mapbox Vector Tile 2.1)',
				parameters: [
					...['z', 'x', 'y'].map((name) =>
						inPath(name, `${name} of the tile`, { type: 'integer', minimum: 0 })
					),
					...viewParameters
				],
				responses: {
					200: ok('The tile', 'application/vnd.mapbox-vector-tile', FILE),
					...{ 304: conditional[304], 400: usual[400], ...missing }
				}
			}
		},
		'/feeds/reports.{format}': {
			get: {
				operationId: 'getFeed',
				summary: 'A view as a feed: what changed last comes first, corrections and retractions too',
				parameters: [
					inPath('format', 'RSS 2.0, Atom or JSON Feed 1.1', jsonSchema(v.picklist(FEED_FORMATS))),
					...viewParameters,
					number('limit', 'Reports in the feed', limits.feeds)
				],
				responses: {
					200: {
						...ok('The feed', FEED_TYPE.rss, FILE),
						content: Object.fromEntries(
							FEED_FORMATS.map((format) => [
								FEED_TYPE[format],
								{ schema: format === 'json' ? { type: 'object' } : FILE }
							])
						)
					},
					...{ ...conditional, ...missing }
				}
			}
		},
		'/export/reports.{format}': {
			get: {
				operationId: 'exportReports',
				summary: 'The whole view as a file, streamed, newest first',
				description:
					'CSV is UTF-8 with a byte-order mark; text that a spreadsheet would run as a formula begins with an apostrophe.',
				parameters: [
					inPath('format', 'GeoJSON, CSV or KML 2.2', jsonSchema(v.picklist(EXPORT_FORMATS))),
					...viewParameters,
					text('ids', 'Just these reports, up to 200 numbers between commas')
				],
				responses: {
					200: {
						...ok('The file', EXPORTER.geojson.type, ref('Reports')),
						content: Object.fromEntries(
							EXPORT_FORMATS.map((format) => [
								EXPORTER[format].type.split(';')[0]!,
								{ schema: format === 'geojson' ? { type: 'object' } : FILE }
							])
						)
					},
					...{ ...conditional, ...missing, 503: problem('Closed') }
				}
			}
		}
	};

	const quota = ({ requests, seconds }: Quota) => `${requests} in ${seconds} seconds`;
	const answer = (description: string) => ({
		description,
		...content('application/problem+json', ref('Problem'))
	});
	return {
		openapi: '3.1.0',
		jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
		info: {
			title: 'Fronts',
			version: '1',
			summary:
				'Geotagged reports of the Gaza, Ukraine and Sahel fronts, each with its sources and two grades',
			description:
				'Every address answers every page (CORS). Parameters are those of the map’s own address. ' +
				'A parameter nobody knows, or a value that is not allowed, is a 400 that names it. Errors are problem details (RFC 9457). ' +
				`From one place: ${quota(quotas.api)}; exports ${quota(quotas.export)}.`,
			license: { name: 'Sources and data keep their own licences', url: `${origin}/about/attribution` }
		},
		servers: [{ url: origin }],
		paths,
		components: {
			schemas: Object.fromEntries(
				Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)])
			),
			headers: {
				RateLimit: {
					description: 'What is left (r), and in how many seconds all of it is back (t)',
					schema: { type: 'string', examples: ['"api";r=2999;t=1'] }
				},
				'RateLimit-Policy': {
					description: 'How many requests (q) from one place in how many seconds (w)',
					schema: { type: 'string', examples: [`"api";q=${quotas.api.requests};w=${quotas.api.seconds}`] }
				}
			},
			responses: {
				BadRequest: answer('A parameter is not allowed, or its value is not: `errors` names each'),
				BadFields: answer('The report cannot be taken as it is: `errors` has each field with what is wrong'),
				Unauthorised: answer('No valid bearer token'),
				NotFound: answer('There is no such thing, or it is not public'),
				Conflict: answer('The key was used for another report'),
				TooLarge: answer('The body is larger than the server takes'),
				TooManyRequests: {
					...answer('Too many requests from one place'),
					headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } }
				},
				Closed: answer('Not at the moment; Retry-After says when')
			},
			securitySchemes: {
				bearer: { type: 'http', scheme: 'bearer', description: 'The access token of an account' }
			}
		}
	};
}
