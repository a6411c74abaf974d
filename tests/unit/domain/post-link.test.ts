import { describe, expect, test } from 'vitest';
import { linkKey, linkSpellings, timeOfPostLink } from '#lib/domain/post-link.ts';

describe('the time of a post on X is in its id', () => {
	test.each([
		['https://twitter.com/jack/status/1212092628029698048', '2019-12-31T19:26:16.771Z'],
		['https://x.com/a/status/1212092628029698048?s=20', '2019-12-31T19:26:16.771Z'],
		['https://mobile.twitter.com/a/statuses/1212092628029698048/photo/1', '2019-12-31T19:26:16.771Z'],
		// Counted one by one, and no time at all.
		['https://twitter.com/jack/status/20', null],
		['https://t.me/channel/1212092628029698048', null],
		['https://notx.com/a/status/1212092628029698048', null],
		['x', null]
	])('%s', (link, time) => {
		expect(timeOfPostLink(link)).toBe(time);
	});
});

test.each([
	['https://t.me/s/rybar/54321', 'https://t.me/rybar/54321?single', 't.me/rybar/54321'],
	['https://twitter.com/a/status/1?s=20', 'http://www.x.com/a/status/1/', 'x.com/a/status/1'],
	['https://youtu.be/abc_DEF', 'https://www.youtube.com/watch?v=abc_DEF&t=3s', 'youtube.com/watch?v=abc_DEF'],
	['https://m.example.org/a/?utm_source=x#top', 'https://example.org/a', 'example.org/a']
])('%s and %s are one page', (a, b, key) => {
	expect([linkKey(a), linkKey(b)]).toEqual([key, key]);
	expect(linkSpellings(a).every((spelling) => linkKey(spelling) === key)).toBe(true);
});

test('other posts are other pages', () => {
	expect(linkKey('https://t.me/rybar/1')).not.toBe(linkKey('https://t.me/rybar/2'));
	expect(linkKey('https://youtube.com/watch?v=a')).not.toBe(linkKey('https://youtube.com/watch?v=b'));
	expect(linkSpellings('https://x.com/a/status/1')).toContain('https://twitter.com/a/status/1');
	expect(linkSpellings('https://t.me/a/1')).toContain('https://t.me/s/a/1');
});
