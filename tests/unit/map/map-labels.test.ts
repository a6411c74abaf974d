import { expect, test } from 'vitest';
import { toLocale } from '#lib/map/map-labels.ts';

test('every word of the map is the reader’s', () => {
	const labels = {
		map: 'Carte des signalements',
		zoomIn: 'Agrandir',
		zoomOut: 'Réduire',
		attribution: 'Sources',
		metres: 'm',
		kilometres: 'km',
		scrollHelp: 'Ctrl + molette',
		scrollHelpMac: '⌘ + molette',
		touchHelp: 'Deux doigts'
	};
	expect(Object.values(toLocale(labels)).toSorted()).toEqual(Object.values(labels).toSorted());
	expect(toLocale(labels)['Map.Title']).toBe('Carte des signalements');
});
