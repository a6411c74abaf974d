/** `npm run screenshots`: the pictures of the README, from the built product with its demo archive. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startApp } from './support/app-server.ts';
import { CHROMIUM_FLAGS, findChromium } from './support/chromium.ts';

const DESKTOP = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const PICTURES = [
	{ name: 'gaza', path: '/gaza?last=all', context: DESKTOP },
	{ name: 'ukraine-dark', path: '/ukraine?last=all&theme=dark', context: DESKTOP },
	{ name: 'sahel-arabic', path: '/sahel?last=all&lang=ar', context: DESKTOP },
	{ name: 'phone', path: '/ukraine?last=all', context: PHONE }
];

const folder = join(import.meta.dirname, '../static/docs');
mkdirSync(folder, { recursive: true });
const app = await startApp();
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
try {
	for (const { name, path, context } of PICTURES) {
		const page = await (
			await browser.newContext({ ...context, locale: 'en-GB', timezoneId: 'UTC' })
		).newPage();
		await page.goto(app.url + path);
		await page.locator('[data-map-idle]').waitFor({ timeout: 30_000 });
		await page.screenshot({ path: join(folder, `${name}.png`) });
		console.error(`${name}.png`);
		await page.context().close();
	}
} finally {
	await browser.close();
	await app.stop();
}
