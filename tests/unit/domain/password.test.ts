import { expect, test } from 'vitest';
import { passwordProblem } from '#lib/domain/password.ts';

test('a password is neither too short nor longer than what is hashed of it', () => {
	expect(passwordProblem('eleven char')).toBe('password_short');
	expect(passwordProblem('twelve chars')).toBeNull();
	expect(passwordProblem('a'.repeat(72))).toBeNull();
	expect(passwordProblem('a'.repeat(73))).toBe('password_long');
});

test('bytes are counted, so that no letter of a long Arabic password is left out', () => {
	expect(passwordProblem('ك'.repeat(36))).toBeNull();
	expect(passwordProblem('ك'.repeat(37))).toBe('password_long');
});
