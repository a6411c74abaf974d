/** Which addresses may be fetched. Feed addresses come from people, so a server must not be led into its own house. */
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import ipaddr from 'ipaddr.js';

export class RefusedAddress extends Error {
	override name = 'RefusedAddress';
}

/** IPv6 ranges that hold an IPv4 address; the one inside must be public too. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96');
/** Deprecated IPv4-compatible addresses; `[::127.0.0.1]` reaches loopback on some systems. */
const COMPATIBLE = ipaddr.parseCIDR('::/96');

/** Whether the address is on the public internet. Anything not plainly public is not. */
export function isPublicAddress(text: string): boolean {
	if (!ipaddr.isValid(text)) return false;
	// `process` turns ::ffff:a.b.c.d into a.b.c.d.
	const address = ipaddr.process(text.replace(/%.*$/, ''));
	if (address.kind() === 'ipv4') return address.range() === 'unicast';
	const v6 = address as ipaddr.IPv6;
	if (v6.match(COMPATIBLE) || v6.match(NAT64)) return false;
	return v6.range() === 'unicast';
}

const isLoopback = (text: string): boolean =>
	ipaddr.isValid(text) && ipaddr.process(text).range() === 'loopback';

/**
 * @throws RefusedAddress for anything but http(s), for credentials in the address and for literal private addresses.
 * Names are checked when they are resolved: see `guardedLookup`.
 */
export function checkUrl(url: URL, allowLoopback: boolean): void {
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		throw new RefusedAddress(`only http and https addresses are fetched, not ${url.protocol}`);
	}
	if (url.username || url.password) throw new RefusedAddress('addresses with a user name are not fetched');
	const host = url.hostname.replace(/^\[|\]$/g, '');
	if (ipaddr.isValid(host) && !isAllowed(host, allowLoopback)) throw refusal(host);
}

const isAllowed = (address: string, allowLoopback: boolean): boolean =>
	isPublicAddress(address) || (allowLoopback && isLoopback(address));

const refusal = (address: string) =>
	new RefusedAddress(`${address} is not an address on the public internet`);

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * A `lookup` for sockets: the connection is made to the very addresses that were checked, so a name cannot answer
 * differently the second time. One private address among several refuses the name.
 */
export function guardedLookup(allowLoopback: boolean) {
	return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
		systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
			if (error) return callback(error, []);
			const refused = addresses.find(({ address }) => !isAllowed(address, allowLoopback));
			if (refused) return callback(refusal(refused.address), []);
			const [first] = addresses;
			if (options.all || !first) return callback(null, addresses);
			callback(null, first.address, first.family);
		});
	};
}
