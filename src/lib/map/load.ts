/** Everything a map is made of, asked for at once instead of one after another. Browser only. */
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';

/** @throws TypeError when the files cannot be had */
export async function loadMap() {
	// Into the browser's cache: MapLibre asks for its worker only after its own 300 kB have been read.
	fetch(workerUrl).catch(() => {});
	const [{ default: component }] = await Promise.all([
		import('./ConflictMap.svelte'),
		import('./conflict-map.ts')
	]);
	return component;
}
