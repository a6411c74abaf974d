/**
 * Tells visitors apart for a day without knowing who they are: a hash of the network address with a salt that is
 * made at random, kept in memory only and thrown away at midnight (UTC). No address is stored or logged, and
 * yesterday's hashes lead nowhere, not even for us.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';

const DAY = 86_400_000;

/** A household or a server has all of a /64; a limit for each of its addresses would be none. */
const IPV6_GROUPS = 4;

export function openVisitorHash(now: () => number = Date.now): (address: string) => string {
	let day = NaN;
	let salt = Buffer.alloc(0);
	return (address) => {
		const today = Math.floor(now() / DAY);
		if (today !== day) [day, salt] = [today, randomBytes(32)];
		return createHmac('sha256', salt).update(networkOf(address)).digest('base64url').slice(0, 22);
	};
}

/** The address of IPv4, also where it is written as IPv6; the first half of IPv6; anything else as it is. */
export function networkOf(address: string): string {
	const plain = address.replace(/%.*$/, '');
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
	if (mapped) return mapped;
	if (!isIPv6(plain)) return plain;
	const [head = '', tail = ''] = plain.toLowerCase().split('::');
	const groups = (text: string) => (text === '' ? [] : text.split(':'));
	const [first, last] = [groups(head), groups(tail)];
	const missing = plain.includes('::') ? Math.max(0, 8 - first.length - last.length) : 0;
	const all = [...first, ...Array.from({ length: missing }, () => '0'), ...last];
	return `${all
		.slice(0, IPV6_GROUPS)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':')}::`;
}
