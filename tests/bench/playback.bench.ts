/**
 * Whether a year plays without stutter: the real page with 200,000 reports of a year, played at 30 days a second, beside
 * the same map with the same reports standing still while it is dragged. What drawing the map costs on this machine is
 * in both; what playing adds is the difference. A frame counts as dropped where its time would have been room for one
 * more of the pace the dragged map keeps.
 */
import type { Page } from 'playwright-core';
import { startApp } from '../support/app-server.ts';
import { openBrowser } from '../support/browser.ts';
import { syntheticReports } from '../unit/columns/synthetic.ts';
import { openMapOf } from './our-map.ts';

const COUNT = 200_000;
const SECONDS = 10;
const VIEW = { viewport: { width: 1000, height: 600 } };

/** Times between frames of the page, milliseconds; how long it could not answer at once; how often marks were drawn. */
type Frames = { times: number[]; blocked: number; drawn: number };

const watchFrames = (page: Page): Promise<Frames> =>
	page.evaluate(
		(milliseconds) =>
			new Promise<Frames>((resolve) => {
				const times: number[] = [];
				let blocked = 0;
				let drawn = 0;
				const marks = new MutationObserver(() => drawn++);
				marks.observe(document.querySelector('[data-map-marks]')!, { attributeFilter: ['data-map-marks'] });
				const observer = new PerformanceObserver((list) => {
					for (const { duration } of list.getEntries()) blocked += duration - 50;
				});
				observer.observe({ type: 'longtask' });
				const begun = performance.now();
				let last = begun;
				requestAnimationFrame(function next(now) {
					times.push(now - last);
					last = now;
					if (now - begun < milliseconds) return void requestAnimationFrame(next);
					observer.disconnect();
					marks.disconnect();
					resolve({ times: times.slice(1), blocked, drawn });
				});
			}),
		SECONDS * 1_000
	);

/** The reader's hand on the map, to and fro, until it is told to stop. */
async function drag(page: Page, isOver: () => boolean): Promise<void> {
	const { x, y, width, height } = (await page.locator('.maplibregl-canvas').boundingBox())!;
	const [left, middle] = [x + width / 3, y + height / 2];
	await page.mouse.move(left, middle);
	await page.mouse.down();
	for (let step = 0; !isOver(); step++) {
		const along = Math.abs((step % 60) - 30) / 30;
		await page.mouse.move(left + (along * width) / 4, middle);
	}
	await page.mouse.up();
}

const quantile = (values: readonly number[], part: number): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length * part)]!;

const [app, browser] = await Promise.all([startApp(), openBrowser()]);
try {
	const page = await openMapOf(browser, app, syntheticReports(COUNT, { days: 365 }), VIEW);
	const play = page.getByRole('button', { name: 'Play' });
	await play.waitFor();
	await page.waitForTimeout(2_000);

	let isOver = false;
	const dragging = drag(page, () => isOver);
	const dragged = await watchFrames(page);
	isOver = true;
	await dragging;
	await page.waitForTimeout(2_000);

	await page.getByRole('combobox', { name: 'Speed' }).selectOption('30');
	await play.click();
	const played = await watchFrames(page);

	const pace = quantile(dragged.times, 0.5);
	console.log(`\n  ${COUNT.toLocaleString('en')} reports of a year, ${SECONDS} s`);
	console.log(`  ${''.padEnd(34)}${'dragged'.padStart(10)}${'played'.padStart(10)}${'ratio'.padStart(9)}`);
	for (const [name, figure] of [
		['ms a frame, median', ({ times }) => quantile(times, 0.5)],
		['ms a frame, 95 of 100 below', ({ times }) => quantile(times, 0.95)],
		['longest frame, ms', ({ times }) => Math.max(...times)],
		['ms blocked a second', ({ blocked }) => blocked / SECONDS],
		['marks drawn anew a second', ({ drawn }) => drawn / SECONDS],
		[
			'dropped of 100 frames',
			({ times }) => (100 * times.filter((time) => time > 2 * pace).length) / times.length
		]
	] as [string, (frames: Frames) => number][]) {
		const [a, b] = [figure(dragged), figure(played)];
		console.log(
			`  ${name.padEnd(34)}${a.toFixed(1).padStart(10)}${b.toFixed(1).padStart(10)}${(a > 0 ? (b / a).toFixed(2) : '').padStart(9)}`
		);
	}
} finally {
	await browser.close();
	await app.stop();
}
