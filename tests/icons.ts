/**
 * Draws the icons a device installs from `static/icon.svg`: `node tests/icons.ts`, after the SVG was changed.
 * The maskable one fills its square; what matters keeps to the middle four fifths, which every mask leaves.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './support/browser.ts';

const folder = join(import.meta.dirname, '../static');
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
const ground = /<rect[^>]*fill="([^"]+)"/.exec(svg)![1]!;

const browser = await openBrowser();
for (const [name, size, share] of [
	['icon-192.png', 192, 1],
	['icon-512.png', 512, 1],
	['icon-maskable-512.png', 512, 0.8],
	['apple-touch-icon.png', 180, 0.9]
] as const) {
	const page = await browser.newPage({ viewport: { width: size, height: size } });
	const background = share < 1 ? ground : 'transparent';
	await page.setContent(
		`<style>body{margin:0;display:grid;place-items:center;width:${size}px;height:${size}px;background:${background}}` +
			`svg{width:${size * share}px;height:${size * share}px}</style>${svg}`
	);
	writeFileSync(join(folder, name), await page.screenshot({ omitBackground: true }));
	await page.close();
}
await browser.close();
