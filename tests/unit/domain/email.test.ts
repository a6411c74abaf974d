import { expect, test } from 'vitest';
import { readEmail } from '#lib/domain/email.ts';

test('an address is taken as people type it', () => {
	expect(readEmail(' Ada@Example.ORG ')).toBe('ada@example.org');
});

test.each(['', 'ada', 'ada@', '@example.org', 'a b@example.org', `${'a'.repeat(250)}@example.org`, null])(
	'%j is no address',
	(typed) => {
		expect(readEmail(typed)).toBeNull();
	}
);
