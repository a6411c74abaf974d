import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from '../svelte.config.js';

/** Rooms of src/lib, and which of them each may not enter. Written as regular expressions: a `group` that begins with # is ignored. */
const ROOMS = [
	'domain',
	'geoparse',
	'columns',
	'publish',
	'ingest',
	'server',
	'embedded',
	'live',
	'map',
	'ui'
];
/** @type {Record<string, string[]>} */
const MAY_ENTER = {
	domain: [],
	geoparse: ['domain'],
	columns: ['domain'],
	publish: ['domain'],
	ingest: ['geoparse', 'domain'],
	server: ['domain', 'columns', 'publish', 'ingest', 'geoparse', 'embedded'],
	embedded: [],
	live: ['domain', 'columns', 'publish'],
	map: ['domain', 'columns', 'ui'],
	ui: ['domain']
};
const PURE = ['domain', 'geoparse', 'columns', 'publish'];
const OUTSIDE = ['^node:', '^svelte', '^\\$app', '^maplibre-gl', '^@supabase/', '^@electric-sql/'];
/** Libraries that only one room may know. */
const OWNED = {
	embedded: ['^@supabase/lite', '^@electric-sql/', '^postgres$'],
	server: ['^@supabase/supabase-js', '^@supabase/ssr'],
	map: ['^maplibre-gl', '^svelte-maplibre-gl', '^pmtiles']
};

/** @param {string} regex @param {string} message */
const restrict = (regex, message) => ({ regex, message });

const rooms = ROOMS.map((room) => {
	const closed = ROOMS.filter((other) => other !== room && !MAY_ENTER[room]?.includes(other));
	const patterns = closed.map((other) =>
		restrict(`^(#lib/|(\\.\\./)+)${other}/`, `${room} may not import ${other}: see the rooms of src/lib`)
	);
	if (PURE.includes(room)) {
		for (const outside of OUTSIDE)
			patterns.push(restrict(outside, `${room} is pure: no platform, no interface`));
	}
	for (const [owner, libraries] of Object.entries(OWNED)) {
		if (owner === room) continue;
		for (const library of libraries)
			patterns.push(restrict(library, `only src/lib/${owner} knows this library`));
	}
	/** @type {['error', { patterns: { regex: string, message: string }[] }]} */
	const rule = ['error', { patterns }];
	return {
		files: [`src/lib/${room}/**/*.{ts,svelte}`],
		rules: { 'no-restricted-imports': rule }
	};
});

export default ts.config(
	{ ignores: ['.svelte-kit/', 'build/', 'node_modules/', 'src/lib/i18n/', 'static/', '.data/'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// The type check knows better what is defined.
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			// Addresses carry the reader's view and are composed in one place.
			'svelte/no-navigation-without-resolve': 'off',
			// Most collections are plain on purpose: what is reactive says so.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				projectService: false,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		}
	},
	...rooms
);
