/** What the address of a post says by itself. Nobody fetches it: the person who pasted it may be watched. */
import { toInstant, type Instant } from './event-time.ts';

/** Milliseconds since 1970 from which X counts in the ids of its posts (Twitter, "Announcing Snowflake", 2010). */
const X_EPOCH = 1_288_834_974_657n;
/** Of an id that are not its time: machine and sequence. */
const X_LOW_BITS = 22n;
/** Before, ids were counted one by one. */
const FIRST_SNOWFLAKE = 29_700_859_247n;
const X_POST =
	/^https?:\/\/(?:(?:www|m|mobile)\.)?(?:twitter|x)\.com\/[^/?#]+\/status(?:es)?\/(\d{1,19})(?![\d])/i;

/** When a post was made, where its address holds the time: the id of a post on X does. Null elsewhere. */
export function timeOfPostLink(link: string): Instant | null {
	const id = BigInt(X_POST.exec(link)?.[1] ?? 0);
	return id > FIRST_SNOWFLAKE
		? toInstant(new Date(Number((id >> X_LOW_BITS) + X_EPOCH)).toISOString())
		: null;
}

/** Names of the same post on the same platform, the present one first. */
const SAME_HOSTS = [
	['x.com', 'twitter.com'],
	['t.me', 'telegram.me'],
	['youtube.com', 'youtu.be']
];
/** The only parameters that say which page is meant; others say who passed it on. */
const MEANT = ['v', 'id', 'story_fbid', 'p'];

/**
 * What two links to one page have in common: `x.com/name/status/1`. Without scheme, `www.` and `m.`, what was added
 * to follow who passes it on, and the frame Telegram's preview puts around a post.
 */
export function linkKey(link: string): string {
	if (!URL.canParse(link)) return link;
	const url = new URL(link);
	const named = url.hostname.replace(/^(?:www|m|mobile)\./, '');
	const host = SAME_HOSTS.find((hosts) => hosts.includes(named))?.[0] ?? named;
	let path = url.pathname.replace(/\/+$/, '');
	if (host === 't.me') path = path.replace(/^\/s\//, '/');
	if (named === 'youtu.be') return `youtube.com/watch?v=${path.slice(1)}`;
	const meant = MEANT.flatMap((name) => {
		const value = url.searchParams.get(name);
		return value === null ? [] : [`${name}=${value}`];
	});
	return `${host}${path}${meant.length > 0 ? `?${meant.join('&')}` : ''}`;
}

/** The ways in which an archive may have written a link: it compares letters. */
export function linkSpellings(link: string): string[] {
	const key = linkKey(link);
	const [host = '', rest = ''] = [key.slice(0, key.search(/[/?]|$/)), key.slice(key.search(/[/?]|$/))];
	const hosts = SAME_HOSTS.find((names) => names.includes(host)) ?? [host];
	const paths = host === 't.me' ? [rest, `/s${rest}`] : [rest, rest.includes('?') ? rest : `${rest}/`];
	const written = ['https://', 'https://www.', 'http://'].flatMap((scheme) =>
		hosts.flatMap((name) => paths.map((path) => `${scheme}${name}${path}`))
	);
	const video = /^youtube\.com\/watch\?v=(.+)$/.exec(key)?.[1];
	const spellings = [link, ...written, ...(video ? [`https://youtu.be/${video}`] : [])];
	return [...new Set(spellings)].filter((spelling) => linkKey(spelling) === key);
}
