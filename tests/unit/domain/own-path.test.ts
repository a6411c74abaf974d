import { describe, expect, test } from 'vitest';
import { ownPath } from '#lib/domain/own-path.ts';

describe('an address within this site', () => {
	test.each(['/', '/me', '/review?state=submitted&lang=ar', '/gaza?last=all'])('%s is ours', (address) => {
		expect(ownPath(address)).toBe(address);
	});

	test.each([
		['//evil.example', 'a host without a scheme'],
		['/\\evil.example', 'a backslash, which browsers read as a slash'],
		['/\t/evil.example', 'a tab, which browsers leave out'],
		['\n//evil.example', 'a line break before it'],
		['/.//evil.example', 'two slashes once the dot is taken away'],
		['/x/..//evil.example', 'two slashes once the step back is taken'],
		['https://evil.example/', 'another site'],
		['javascript:alert(1)', 'a script'],
		['me', 'not from the root'],
		['', 'nothing']
	])('%j leads away: %s', (address) => {
		expect(ownPath(address)).toBeNull();
	});
});
