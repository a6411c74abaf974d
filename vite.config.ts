import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { browserMessages } from './src/i18n/browser-messages.js';
import { onMapPage } from './src/lib/map/map-page-chunk.js';
import { pureSchemas } from './src/lib/domain/pure-schemas.js';
import { slimMapCss } from './src/lib/map/slim-css.js';

const project = (name: string, options: object = {}) => ({
	extends: true as const,
	test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node', ...options }
});

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/i18n/project.inlang',
			outdir: './src/lib/i18n',
			strategy: ['custom-page', 'preferredLanguage', 'baseLocale']
		}),
		browserMessages(),
		slimMapCss(),
		pureSchemas(),
		sveltekit()
	],
	build: {
		// MapLibre is one piece; the message about plugin timings is for those who write plugins.
		chunkSizeWarningLimit: 1_500,
		rolldownOptions: {
			checks: { pluginTimings: false },
			output: {
				// One file a component would be 59 requests before the first marker. What a page does not need is kept
				// out of what it loads, unless it is too little to be a file of its own (bytes before compression).
				codeSplitting: {
					groups: [
						// The map page uses none of it.
						{ name: 'schemas', test: /node_modules.valibot/, priority: 2 },
						{
							// What an opened report, and the pages beside the map, are made of.
							name: 'report',
							test: /src.lib.ui.(Citation|Report(Detail|Facts|History)|Grade\.|Fatalities|Sensitive|CopyButton|EventTime|source-words|Source|Feed|report.(Citation|side-words))/,
							minShareCount: 2,
							priority: 1,
							entriesAware: true,
							entriesAwareMergeThreshold: 3_000
						},
						// What the map page shares with others is one file: in parts it packs worse.
						{ name: onMapPage('interface'), minShareCount: 2, priority: 3 }
					]
				}
			}
		}
	},
	test: {
		expect: { requireAssertions: true },
		projects: [
			project('unit'),
			project('ingest', { testTimeout: 30_000 }),
			project('database', {
				testTimeout: 60_000,
				hookTimeout: 120_000,
				fileParallelism: false,
				globalSetup: ['tests/support/database-setup.ts']
			}),
			project('e2e', {
				testTimeout: 90_000,
				hookTimeout: 240_000,
				// Two at a time: a page waits more than it works.
				maxWorkers: 2,
				globalSetup: ['tests/support/product-setup.ts']
			})
		]
	}
});
