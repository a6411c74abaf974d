/** How often something came from a place lately. In memory only: nothing of it is stored, nor outlives the day. */
import { isIPv6 } from 'node:net';
import type { OwnSecret } from './own-secret.ts';

/** Places counted at a time; who came first is forgotten first. */
const MOST_PLACES = 10_000;

export type Tally = {
	/** One more from there. @returns how many within the window, this one included */
	add(place: string): number;
	/** How many there were within the window. */
	count(place: string): number;
	/** Seconds until the window is over for a place. */
	rest(place: string): number;
};

/** @param window milliseconds a count lasts, from the first of it */
export function openTally(window: number, now: () => number = Date.now): Tally {
	const counts = new Map<string, { count: number; until: number }>();
	const current = (place: string) => {
		const known = counts.get(place);
		return known && known.until > now() ? known : null;
	};
	return {
		add(place) {
			const known = current(place);
			if (known) return ++known.count;
			counts.delete(place);
			if (counts.size >= MOST_PLACES) counts.delete(counts.keys().next().value!);
			counts.set(place, { count: 1, until: now() + window });
			return 1;
		},
		count: (place) => current(place)?.count ?? 0,
		rest: (place) => Math.ceil(((current(place)?.until ?? now()) - now()) / 1000)
	};
}

/**
 * What stands for an address: a keyed hash that is another one tomorrow. Of IPv6 the first half counts, as one
 * household has all of the second.
 */
export function placeOf(address: string, secret: OwnSecret, now: number): string {
	const whole = address.replace(/^::ffff:(?=\d+\.)/, '');
	const network = isIPv6(whole) ? firstHalf(whole) : whole;
	const day = new Date(now).toISOString().slice(0, 10);
	return secret.derive('place', `${day} ${network}`).toString('base64url');
}

function firstHalf(address: string): string {
	const [head = '', tail] = address.split('%')[0]!.split('::');
	const groups = (part: string | undefined) => (part ? part.split(':') : []);
	const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
	const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)];
	return all
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}
