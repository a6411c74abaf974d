/** Everything a map is made of, asked for at once instead of one after another. Browser only. */
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';

let loading: ReturnType<typeof load> | undefined;

/** @throws TypeError when the files cannot be had; asking again tries again */
export function loadMap(): ReturnType<typeof load> {
	loading ??= load();
	loading.catch(() => (loading = undefined));
	return loading;
}

async function load() {
	// Into the browser's cache: MapLibre asks for its worker only after its own 300 kB have been read.
	fetch(workerUrl).catch(() => {});
	const [{ default: component }] = await Promise.all([
		import('./ConflictMap.svelte'),
		import('./conflict-map.ts')
	]);
	return component;
}
