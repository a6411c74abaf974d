/** Interfaces that answer with JSON: ReliefWeb and the layers of map servers. */
import { describe, expect, test } from 'vitest';
import { arcgisQuery, parseArcgis } from '#lib/ingest/connectors/arcgis.ts';
import { waysTo } from '#lib/ingest/connectors/index.ts';
import { parseReliefweb, reliefwebQuery } from '#lib/ingest/connectors/reliefweb.ts';
import { bytesOf, fixture, NOW } from './support.ts';

const context = {
	url: 'https://services.example.org/x/arcgis/rest/services/Assessed/FeatureServer/3/query?f=geojson',
	source: { slug: 'layer', languages: ['en', 'fr'] },
	fetchedAt: NOW
};
const json = (value: unknown) => bytesOf(JSON.stringify(value));

describe('ReliefWeb', () => {
	const RSS = 'https://reliefweb.int/updates/rss.xml?primary_country=149';

	test('is asked through its interface with a name, through its feed without', () => {
		const [api, rss] = waysTo(RSS, 'rss', { reliefwebAppname: 'fronts-map' });
		expect(api!.connector.name).toBe('reliefweb');
		const query = new URL(api!.url);
		expect(query.origin + query.pathname).toBe('https://api.reliefweb.int/v2/reports');
		expect(query.searchParams.get('appname')).toBe('fronts-map');
		expect(query.searchParams.get('filter[value]')).toBe('149');
		expect(rss).toMatchObject({ url: RSS, connector: { name: 'feed' } });
		expect(waysTo(RSS, 'rss', {})).toMatchObject([{ url: RSS, connector: { name: 'feed' } }]);
		expect(waysTo('https://api.reliefweb.int/v2/reports?limit=5', 'api', {})).toEqual([]);
	});

	test('gives its name to no other host', () => {
		expect(
			reliefwebQuery('https://reliefweb.int.example.org/updates/rss.xml?primary_country=1', 'x')
		).toBeNull();
		expect(reliefwebQuery('https://example.org/feed', 'x')).toBeNull();
	});

	test('reports are read oldest first, without the point of their country', async () => {
		const page = parseReliefweb(await fixture('feeds/reliefweb.json'), context);
		expect(page).toMatchObject({ layoutOk: true, problem: null });
		expect(page.posts).toMatchObject([
			{ external_id: 'https://reliefweb.int/node/4000001', title: 'Mali: note', text: 'Mali: note' },
			{
				external_id: 'https://reliefweb.int/report/burkina-faso/example',
				url: 'https://reliefweb.int/report/burkina-faso/example',
				title: 'Burkina Faso : note d’essai',
				text: 'Des attaques à Djibo.\nLa suite est jointe.',
				lang: 'fr',
				published_at: '2023-11-14T09:00:00Z',
				point: null,
				media: [{ kind: 'document', url: 'https://reliefweb.int/attachments/essai.pdf' }]
			}
		]);
	});

	test('an answer without reports says what ReliefWeb said', () => {
		expect(
			parseReliefweb(json({ status: 403, error: { message: 'appname is not approved' } }), context)
		).toMatchObject({
			layoutOk: false,
			problem: 'ReliefWeb answered layer without reports: appname is not approved'
		});
		expect(parseReliefweb(bytesOf('<html>'), context).problem).toContain('not JSON');
		expect(parseReliefweb(json({ data: [{ id: 1, fields: {} }] }), context).layoutOk).toBe(false);
		expect(parseReliefweb(json({ data: [] }), context).layoutOk).toBe(true);
	});
});

describe('a layer of a map server', () => {
	test('is asked for all features as GeoJSON, or as its address says', () => {
		const query = new URL(arcgisQuery('https://services.example.org/x/FeatureServer/3/'));
		expect(query.pathname).toBe('/x/FeatureServer/3/query');
		expect(Object.fromEntries(query.searchParams)).toMatchObject({
			where: '1=1',
			f: 'geojson',
			outSR: '4326'
		});
		const own = new URL(arcgisQuery('https://services.example.org/x/FeatureServer/3?where=kind%3D2'));
		expect(own.searchParams.get('where')).toBe('kind=2');
	});

	test('features are posts: attributes as words, points longitude first, areas without a point', async () => {
		const { posts, layoutOk } = parseArcgis(await fixture('feeds/arcgis.json'), context);
		expect(layoutOk).toBe(true);
		expect(posts).toMatchObject([
			{
				external_id: 'Assessed/3/7',
				title: 'Strike on Avdiivka',
				text: 'Name: Strike on Avdiivka\nkind of event: shelling\nevent date: 2023-11-10T00:00:00Z\nEditDate: 2023-11-12T00:00:00Z',
				published_at: '2023-11-10T00:00:00Z',
				point: [37.745, 48.1394]
			},
			{
				external_id: 'Assessed/3/{0A-1}',
				title: 'Claimed area',
				published_at: '2023-11-12T00:00:00Z',
				point: null
			}
		]);
	});

	test('an error with status 200 is a problem in the server’s own words', () => {
		expect(parseArcgis(json({ error: { code: 400, message: 'Invalid query' } }), context)).toMatchObject({
			layoutOk: false,
			problem: 'the map server of layer gave no features: Invalid query'
		});
		expect(parseArcgis(json({ type: 'FeatureCollection', features: [{}] }), context).layoutOk).toBe(false);
		expect(parseArcgis(json({ type: 'FeatureCollection', features: [] }), context)).toMatchObject({
			layoutOk: true,
			posts: []
		});
	});

	test('a point at 0, 0 or off the globe is none', () => {
		const feature = (coordinates: unknown) => ({
			type: 'Feature',
			id: 1,
			geometry: { type: 'Point', coordinates },
			properties: { name: 'x' }
		});
		for (const coordinates of [[0, 0], [181, 0], [1, 91], ['1', '2'], [], null]) {
			const page = parseArcgis(
				json({ type: 'FeatureCollection', features: [feature(coordinates)] }),
				context
			);
			expect(page.posts[0]?.point, JSON.stringify(coordinates)).toBeNull();
		}
	});
});
