import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openBasemapFile } from '#lib/map/basemap/basemap-file.ts';
import { groundShapes, type GroundShapes, type NameShape } from '#lib/map/basemap/ground-shapes.ts';
import type { LabelLanguage } from '#lib/map/basemap/label-language.ts';
import type { Frame } from '#lib/map/frame.ts';
import { RecentlyMade } from '#lib/server/recently-made.ts';

/** From the project's root, or from a copy of it that has only what was built. */
const FILES = ['static/basemap/fronts.pmtiles', 'build/client/basemap/fronts.pmtiles'];

const openOnce = (() => {
	let archive: Promise<ReturnType<typeof openBasemapFile>> | undefined;
	return () =>
		(archive ??= readFile(FILES.find((file) => existsSync(file)) ?? FILES[0]!).then(openBasemapFile));
})();

const recent = new RecentlyMade<{ layers: GroundShapes[]; names: NameShape[] }>(24);

/** The ground of a frame with its names; reports change, the ground does not. */
export function groundOf(frame: Frame, lang: LabelLanguage) {
	return recent.get(JSON.stringify([frame, lang]), async () => {
		const layers = await groundShapes(await openOnce(), frame, lang);
		return { layers, names: layers.at(-1)!.names };
	});
}
