import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startApp, type AppServer } from './app-server.ts';
import { openBrowser } from './browser.ts';

/** A running product and a browser for a test file; both end with it. */
export function useProduct(): { readonly app: AppServer; readonly browser: Browser } {
	let app: AppServer | undefined;
	let browser: Browser | undefined;
	beforeAll(async () => {
		[app, browser] = await Promise.all([startApp(), openBrowser()]);
	});
	afterAll(async () => {
		await browser?.close();
		await app?.stop();
	});
	return {
		get app() {
			return app!;
		},
		get browser() {
			return browser!;
		}
	};
}
