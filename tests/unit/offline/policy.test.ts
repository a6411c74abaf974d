import { describe, expect, test } from 'vitest';
import { byteRange } from '../../../src/offline/byte-range.ts';
import { policyOf } from '../../../src/offline/policy.ts';

const OWN = { origin: 'https://fronts.example', paths: new Set(['/icon.svg', '/basemap/places.json']) };
const ask = (address: string, more: { method?: string; isNavigation?: boolean } = {}) =>
	policyOf({ url: new URL(address, OWN.origin), method: 'GET', isNavigation: false, ...more }, OWN);

describe('what is done with a request', () => {
	test.each([
		['/_app/immutable/chunks/a.js', 'keep'],
		['/icon.svg', 'keep'],
		['/basemap/places.json', 'keep'],
		['/basemap/fronts.pmtiles', 'pieces'],
		['/columns', 'data'],
		['/api/v1/reports?ids=1,2', 'data'],
		['/api/v1/reports/17', 'data'],
		['/ukraine/__data.json?x-sveltekit-invalidated=01', 'page'],
		['/api/v1/live?last=all', 'pass'],
		['/api/v1/changes?after=1-1', 'pass'],
		['/healthz', 'pass'],
		['/_app/version.json', 'pass'],
		['/service-worker.js', 'pass'],
		['https://elsewhere.example/columns', 'pass']
	])('%s: %s', (address, policy) => expect(ask(address)).toBe(policy));

	test('a page is one that the browser goes to', () => {
		expect(ask('/ukraine?last=all', { isNavigation: true })).toBe('page');
		expect(ask('/ukraine?last=all')).toBe('pass');
	});

	test('a picture that is hidden again is not kept on the device', () => {
		const picture = '/media/1b4e28ba-2fa1-41d2-883f-0016d3cca427';
		for (const isNavigation of [true, false]) expect(ask(picture, { isNavigation })).toBe('pass');
		expect(ask(`${picture}/preview`)).toBe('pass');
	});

	test('nothing that is sent is ever answered from the device', () => {
		expect(ask('/columns', { method: 'POST' })).toBe('pass');
	});
});

describe('a piece of a file of 100 bytes', () => {
	test.each([
		['bytes=0-9', { first: 0, last: 9 }],
		['bytes=90-', { first: 90, last: 99 }],
		['bytes=90-500', { first: 90, last: 99 }],
		['bytes=-10', { first: 90, last: 99 }],
		['bytes=-500', { first: 0, last: 99 }],
		['bytes=100-', null],
		['bytes=9-8', null],
		['bytes=-0', null],
		['bytes=0-1,5-6', null],
		['lines=0-1', null],
		['bytes=-', null]
	])('%s', (header, range) => expect(byteRange(header, 100)).toEqual(range));
});
