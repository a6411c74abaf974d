/** What the map page can do without until its first marks are drawn; one chunk. */
export { default as FilterPanel } from '#lib/ui/filters/FilterPanel.svelte';
export { default as Shortcuts } from '#lib/ui/keyboard/Shortcuts.svelte';
export { default as Legend } from './MapLegend.svelte';
export { default as PlaceSearch } from '#lib/ui/search/PlaceSearch.svelte';
export { fetchPlaces } from './fetch-places.ts';
export { warningOf } from '../../share/warning.ts';
export { default as ShareButton } from '../../share/ShareButton.svelte';
export { default as MapTools } from './MapTools.svelte';
export { default as ControlPanel } from './ControlPanel.svelte';
