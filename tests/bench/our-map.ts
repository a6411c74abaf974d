import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { encode } from '#lib/columns/codec.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import type { AppServer } from '../support/app-server.ts';
import { mapIdle, openPage } from '../support/browser.ts';

/** The real page with these reports instead of the database's; all of them are shown, and their texts never come. */
export async function openMapOf(
	browser: Browser,
	app: AppServer,
	rows: readonly ReportRow[],
	options: BrowserContextOptions
): Promise<Page> {
	const columns = new ReportColumns(rows.length);
	for (const row of rows) columns.upsert(row);
	const bytes = Buffer.from(encode(columns));
	const { page } = await openPage(browser, options);
	await page.route('**/columns*', (route) =>
		route.fulfill({ body: bytes, contentType: 'application/octet-stream' })
	);
	await page.route('**/api/v1/reports?ids=*', (route) =>
		route.fulfill({ json: { type: 'FeatureCollection', features: [] } })
	);
	await page.goto(`${app.url}/ukraine?last=all`);
	await mapIdle(page);
	return page;
}
