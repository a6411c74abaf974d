import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/snap/bin/chromium',
	'/opt/homebrew/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/**
 * A Chromium for the browser tests: `CHROMIUM_PATH`, one that is installed, Playwright's own, else Debian's package
 * when we are root.
 * @throws Error that says what to do when there is none
 */
export async function findChromium(): Promise<string> {
	const asked = process.env.CHROMIUM_PATH;
	if (asked && !existsSync(asked)) throw new Error(`CHROMIUM_PATH names ${asked}, which is not there`);
	const found = asked ?? [...USUAL_PLACES, chromium.executablePath()].find((path) => existsSync(path));
	if (found) return found;
	if (installFromDebian(['chromium'])) return '/usr/bin/chromium';
	throw new Error(
		'The browser tests need Chromium. Install it (Debian: apt-get install chromium; macOS: brew install chromium), ' +
			'or set CHROMIUM_PATH to one.'
	);
}

/** Installs Debian packages when that is possible here: root, and apt. */
export function installFromDebian(packages: string[]): boolean {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	console.error(`Installing ${packages.join(', ')} from Debian …`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	try {
		execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
		execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env
		});
		return true;
	} catch (error) {
		console.error(`apt-get could not install them: ${(error as Error).message}`);
		return false;
	}
}

/** Nothing but the pages under test: no update checks, no sync, no look-ups of the vendor's hosts. */
export const CHROMIUM_FLAGS = [
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];
