/**
 * The one way out to the sources' servers. Polite: says who it is, obeys robots.txt, asks each host one thing at a time,
 * asks only for what changed. Guarded: public addresses only, checked at the moment of connecting and again at every
 * redirect, with limits of size and time. Sources are other people's servers and their operators did not invite us.
 */
import { failed, type Fetcher, type FetchOutcome, type FetchRequest } from './fetch-outcome.ts';
import { hostQueue } from './host-queue.ts';
import { httpClient, USUAL_LIMITS, type HttpLimits } from './http-get.ts';
import { MAX_ROBOTS_BYTES, robots, ROBOT_NAME, type Robots } from './robots.ts';

export const MAX_REDIRECTS = 3;
/** Milliseconds between two requests to one host. */
export const HOST_GAP = 2_000;
const VERSION = '0.1';

export type FetcherOptions = {
	/** An address of the operator, web or mail: shown to every server that is asked. */
	contact: string;
	/** Tests only: 127.0.0.0/8 and ::1 may be fetched. */
	allowLoopback?: boolean;
	limits?: Partial<HttpLimits>;
	/** Milliseconds; shorter in tests only. */
	hostGap?: number;
	/** Milliseconds of a clock that never jumps; for the age of a robots.txt. */
	now?: () => number;
};

export function createFetcher({
	contact,
	allowLoopback = false,
	limits,
	hostGap = HOST_GAP,
	now = () => performance.now()
}: FetcherOptions): Fetcher {
	const allLimits = { ...USUAL_LIMITS, ...limits };
	const client = httpClient(`${ROBOT_NAME}/${VERSION} (+${contact})`, allLimits, allowLoopback);
	const queue = hostQueue(hostGap);
	const rules: Robots = robots((url) => follow({ url: url.href }, null, MAX_ROBOTS_BYTES), now);

	/** Each hop waits for its own host's turn, so two hosts that redirect to each other cannot lock each other. */
	async function follow(
		request: FetchRequest,
		obeyed: Robots | null,
		maxBytes?: number
	): Promise<FetchOutcome> {
		if (!URL.canParse(request.url)) return failed('refused_address', `${request.url} is not an address`);
		const asked = new URL(request.url);
		let url = asked;
		let budget = allLimits.totalTimeout;
		for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
			const verdict = obeyed ? await obeyed.verdictOn(url) : { allowed: true as const, crawlDelay: 0 };
			if ('kind' in verdict) return verdict;
			if (!verdict.allowed) return failed('robots', verdict.message);
			const { current, left } = { current: url, left: budget };
			const outcome = await queue.run(
				url.host,
				async () => {
					const begun = performance.now();
					const answer = await client.get(current, {
						validators: request.validators,
						budget: left,
						maxBytes
					});
					budget = Math.max(1, left - (performance.now() - begun));
					return answer;
				},
				verdict.crawlDelay
			);
			if (outcome.kind !== 'redirect') return outcome;
			if (!outcome.location) {
				return failed('bad_redirect', `${url.host} answered ${outcome.status} without saying where to`);
			}
			if (request.isRefusal?.(asked, outcome.location)) {
				return failed('unreachable', `${url.host} offers no preview of ${url.pathname} to this server`);
			}
			url = outcome.location;
		}
		return failed('bad_redirect', `${asked.host} redirects more than ${MAX_REDIRECTS} times`);
	}

	return {
		fetch: (request) => follow(request, rules),
		pauseOf: (url) => (URL.canParse(url) ? queue.pauseOf(new URL(url).host) : hostGap),
		close: () => client.close()
	};
}
