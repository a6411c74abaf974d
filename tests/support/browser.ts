/** One Chromium for a test file, and pages that remember what went wrong in them. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts';

export const openBrowser = async (): Promise<Browser> =>
	chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });

export const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	isMobile: true,
	hasTouch: true,
	deviceScaleFactor: 2
};

export type Watched = {
	page: Page;
	/** Console errors and warnings, uncaught exceptions, failed requests. */
	problems: string[];
	/** Every address asked for. */
	requests: string[];
};

/** Chromium says so of every page that is drawn without a graphics card. */
const HARMLESS = /GPU stall due to ReadPixels|GL Driver Message/;

/** A page in a context of its own. English and UTC unless the options say otherwise. */
export async function openPage(browser: Browser, options: BrowserContextOptions = DESKTOP): Promise<Watched> {
	const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const page = await context.newPage();
	const problems: string[] = [];
	const requests: string[] = [];
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type()) && !HARMLESS.test(message.text())) {
			problems.push(`${message.type()}: ${message.text()}`);
		}
	});
	page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
	page.on('requestfailed', (request) => {
		// A page that is left ends its stream; so does a test that closes it.
		if (request.failure()?.errorText !== 'net::ERR_ABORTED') problems.push(`failed: ${request.url()}`);
	});
	page.on('request', (request) => requests.push(request.url()));
	return { page, problems, requests };
}

/** Waits until the map has drawn everything it wanted. */
export const mapIdle = (page: Page): Promise<void> =>
	page.locator('[data-map-idle]').first().waitFor({ state: 'attached', timeout: 30_000 });
