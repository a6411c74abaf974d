import { expect, test } from 'vitest';
import { asRefused, Refused } from '#lib/server/refusals.ts';

function refusalOf(cause: { code: string; message: string }): string | null {
	try {
		return asRefused(new Error('it failed', { cause }));
	} catch (problem) {
		return problem instanceof Refused ? problem.refusal : null;
	}
}

test.each([
	['no_data_found, of people', 'P0002', 'nobody has signed up as a@b.example', 'nobody'],
	['check_violation, of the last admin', '23514', 'the last admin cannot be taken away', 'last_admin'],
	['of an offer that was decided', 'P0002', 'no offer with the id 7 waits', 'missing'],
	['of a file that is unknown', 'P0002', 'there is no such report', 'missing'],
	['of a coarse place', 'FR002', 'the place of this report is kept coarse: a proof would …', 'impossible'],
	['of a bulletin', '23514', 'a bulletin is signed as it was read within the last day', 'invalid'],
	['of an older edition', 'FR003', 'another moderator works on this bulletin: …', 'taken'],
	['of a contributor', '42501', 'only moderators show and hide media', 'not_allowed'],
	['of a moderator', '42501', 'only admins give roles', 'not_allowed']
])('a refusal %s is the same with and without its code', (_what, code, message, refusal) => {
	expect([refusalOf({ code, message }), refusalOf({ code: 'SUP', message })]).toEqual([refusal, refusal]);
});

test('a failure that is no refusal stays what it is', () => {
	expect(refusalOf({ code: 'XX000', message: 'the disk is full' })).toBeNull();
});
