import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { theatreAt } from '#lib/domain/theatre.ts';
import { basemapPlaces } from '#lib/map/basemap/basemap-places.ts';

test('the shipped basemap names the towns of all three fronts, each once', async () => {
	const places = await basemapPlaces(await readFile('static/basemap/fronts.pmtiles'));
	const at = (name: string) => places.filter((place) => place.name === name);
	for (const name of ['Khan Younis', 'Kharkiv', 'Mopti']) expect(at(name), name).toHaveLength(1);
	expect(theatreAt(at('Kharkiv')[0]!.point)).toBe('ukraine');
});
