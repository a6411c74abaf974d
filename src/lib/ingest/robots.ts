/** robots.txt (RFC 9309), kept for a day a host. */
import robotsParser from 'robots-parser';
import type { FetchFailure, FetchOutcome } from './fetch-outcome.ts';

const DAY = 86_400_000;
/** After a failure it is asked for again sooner: until then the host is left alone. */
const RETRY = 600_000;
/** RFC 9309 §2.5: at least 500 KiB must be read; more is not. */
export const MAX_ROBOTS_BYTES = 512_000;
/** Milliseconds: a longer Crawl-delay is a mistake, or means never. */
const LONGEST_DELAY = DAY;

/** The product name by which robots.txt addresses us. */
export const ROBOT_NAME = 'Fronts';

export type Verdict =
	{ allowed: true; crawlDelay: number } | { allowed: false; message: string } | FetchFailure;

export type Robots = {
	/** May the address be fetched, and how many milliseconds apart? A host that cannot be asked is not fetched. */
	verdictOn(url: URL): Promise<Verdict>;
};

type Rules = { isAllowed: (url: string) => boolean; crawlDelay: number };
type Known = { until: number; rules: Rules | FetchFailure };

/** @param read fetches a robots.txt, following redirects @param now milliseconds since 1970 */
export function robots(read: (url: URL) => Promise<FetchOutcome>, now: () => number): Robots {
	const known = new Map<string, Promise<Known>>();

	const ask = async (origin: string): Promise<Known> => {
		const url = new URL('/robots.txt', origin);
		const rules = rulesOf(url, await read(url));
		return { rules, until: now() + ('kind' in rules ? RETRY : DAY) };
	};

	return {
		async verdictOn(url) {
			let answer = await known.get(url.origin);
			if (!answer || answer.until <= now()) {
				const asked = ask(url.origin);
				known.set(url.origin, asked);
				answer = await asked;
			}
			const { rules } = answer;
			if ('kind' in rules) return rules;
			if (!rules.isAllowed(url.href)) {
				return { allowed: false, message: `the robots.txt of ${url.host} asks not to read ${url.pathname}` };
			}
			return { allowed: true, crawlDelay: rules.crawlDelay };
		}
	};
}

const EVERYTHING: Rules = { isAllowed: () => true, crawlDelay: 0 };

function rulesOf(url: URL, outcome: FetchOutcome): Rules | FetchFailure {
	if (outcome.kind === 'fetched') {
		const parsed = robotsParser(url.href, new TextDecoder().decode(outcome.bytes));
		const seconds = parsed.getCrawlDelay(ROBOT_NAME) ?? 0;
		return {
			isAllowed: (address) => parsed.isAllowed(address, ROBOT_NAME) ?? true,
			crawlDelay: Math.min(seconds * 1000, LONGEST_DELAY) || 0
		};
	}
	if (outcome.kind === 'not_modified') return EVERYTHING;
	// RFC 9309 §2.3.1.3: "unavailable" (400–499) allows everything, §2.3.1.4: "unreachable" nothing.
	if (['not_found', 'gone', 'forbidden'].includes(outcome.reason)) return EVERYTHING;
	if (
		outcome.reason === 'server_error' ||
		outcome.reason === 'rate_limited' ||
		outcome.reason === 'too_large'
	) {
		return {
			...outcome,
			reason: 'robots',
			message: `the robots.txt of ${url.host} cannot be read now, so the host is left alone: ${outcome.message}`
		};
	}
	return outcome;
}
