import { expect, test } from 'vitest';
import type { Place } from '#lib/domain/place.ts';
import { placeLabels } from '#lib/map/basemap/place-labels.ts';

const place = (more: Partial<Place>): Place => ({
	id: 'ps-jabalia-camp',
	kind: 'camp',
	country: 'PS',
	point: [34.483, 31.535],
	names: { en: ['Jabalia camp', 'Jabaliya'], ar: ['مخيم جباليا'] },
	...more
});
const propertiesOf = (more: Partial<Place> = {}) => placeLabels([place(more)]).features[0]?.properties;

test('a camp is labelled with its preferred name in each language', () => {
	expect(propertiesOf()).toMatchObject({ n: 'Jabalia camp', n_ar: 'مخيم جباليا', kind: 'camp' });
	expect(propertiesOf()).not.toHaveProperty('n_fr');
});

test('a place known only by a local name keeps it', () => {
	expect(propertiesOf({ names: { uk: ['Роботине'] } })).toMatchObject({ n: 'Роботине' });
});

test('a place without any name has no label', () => {
	expect(placeLabels([place({ names: {} })]).features).toEqual([]);
});

test.each(['city', 'admin1', 'admin2', 'country', 'area'] as const)('a %s is left to the basemap', (kind) => {
	expect(placeLabels([place({ kind })]).features).toEqual([]);
});

test('the crowded Gaza Strip waits for a closer look than Donetsk or the Sahel', () => {
	expect(propertiesOf({ kind: 'village' })!.mz).toBeGreaterThan(
		propertiesOf({ kind: 'village', country: 'UA' })!.mz
	);
	expect(propertiesOf({ kind: 'town', country: 'ML' })!.mz).toBe(8);
});

test('where names collide the larger kind is kept', () => {
	const rank = (kind: Place['kind']) => propertiesOf({ kind })!.rank;
	expect(rank('town')).toBeLessThan(rank('camp'));
	expect(rank('camp')).toBeLessThan(rank('neighbourhood'));
});

test('a village the basemap names already is not named twice, however it is spelled', () => {
	const village = place({
		kind: 'village',
		point: [34.43, 31.46],
		names: { en: ['Juhr ad-Dik', 'Juhor ad-Dik'] }
	});
	const near = { name: 'Juhor ad Dik', point: [34.44, 31.465] as [number, number] };
	expect(placeLabels([village], [near]).features).toEqual([]);
	expect(placeLabels([village], [{ ...near, point: [34.6, 31.6] }]).features).toHaveLength(1);
});

test('a camp at the heart of a town keeps its own name', () => {
	const town = { name: 'Jabalia', point: [34.483, 31.535] as [number, number] };
	expect(placeLabels([place({})], [town]).features).toHaveLength(1);
});
