import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { slim } from '#lib/map/slim-css.js';

const css = readFileSync(createRequire(import.meta.url).resolve('maplibre-gl/dist/maplibre-gl.css'), 'utf8');
const slimmed = slim(css);
const classesOf = (text: string) => new Set(text.match(/\.maplibregl-[\w-]+/g));

test('everything this map has keeps its rules', () => {
	for (const name of [
		'.maplibregl-map',
		'.maplibregl-canvas',
		'.maplibregl-ctrl-group',
		'.maplibregl-ctrl-zoom-in',
		'.maplibregl-ctrl-attrib',
		'.maplibregl-ctrl-scale',
		'.maplibregl-cooperative-gesture-screen',
		'.maplibregl-boxzoom',
		'.maplibregl-track-pointer'
	]) {
		if (classesOf(css).has(name)) expect(classesOf(slimmed)).toContain(name);
	}
	expect([...classesOf(slimmed)].length).toBeGreaterThan(20);
});

test('controls it does not have are gone, with their pictures', () => {
	expect(slimmed).not.toMatch(/geolocate|terrain|globe|maplibregl-popup|ctrl-logo/);
	expect(slimmed.length).toBeLessThan(css.length / 4);
});

test('what is left is the same rules in the same order, with balanced braces', () => {
	const count = (text: string, sign: string) => text.split(sign).length;
	expect(count(slimmed, '{')).toBe(count(slimmed, '}'));
	expect(slim(slimmed)).toBe(slimmed);
});
