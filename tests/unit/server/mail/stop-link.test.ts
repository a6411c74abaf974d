import { createHmac, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openStopLinks } from '#lib/server/mail/stop-link.ts';

const secret = (key: string) => ({
	derive: (purpose: string, text: string) => createHmac('sha256', key).update(`${purpose}\n${text}`).digest()
});

test('a link leads back to the person it was made for, and no other text to anybody', () => {
	const links = openStopLinks(secret('a'));
	const person = randomUUID();
	const token = links.tokenOf(person);
	expect(token).toMatch(/^[\w-]{43}$/);
	expect(links.personOf(token)).toBe(person);
	expect(openStopLinks(secret('b')).personOf(token)).toBeNull();
	const altered = (at: number) => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
	for (const wrong of ['', 'x', altered(0), altered(30), token.slice(1), `${token}AA`, '💥'])
		expect(links.personOf(wrong), wrong).toBeNull();
});
