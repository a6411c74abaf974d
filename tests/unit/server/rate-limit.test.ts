import { expect, test } from 'vitest';
import { openRateLimit } from '#lib/server/rate-limit.ts';
import { openSlowDown, LIMITS } from '#lib/server/slow-down.ts';
import { networkOf, openVisitorHash } from '#lib/server/visitor-hash.ts';

const clock = () => {
	const at = { time: Date.parse('2023-11-01T12:00:00Z') };
	return { at, now: () => at.time };
};

test('who asks too often waits exactly as long as said, and no longer', () => {
	const { at, now } = clock();
	const limit = openRateLimit({ burst: 2, refill: 10_000 }, { now });
	expect([limit.take('a'), limit.take('a')]).toEqual([{ isAllowed: true }, { isAllowed: true }]);
	const refused = limit.take('a');
	expect(refused).toEqual({ isAllowed: false, wait: 5_000 });
	at.time += 4_999;
	expect(limit.take('a').isAllowed).toBe(false);
	at.time += 1;
	expect(limit.take('a').isAllowed).toBe(true);
	expect(limit.take('a').isAllowed).toBe(false);
});

test('asking in vain does not make it longer', () => {
	const { at, now } = clock();
	const limit = openRateLimit({ burst: 1, refill: 1_000 }, { now });
	limit.take('a');
	for (let i = 0; i < 50; i++) limit.take('a');
	at.time += 1_000;
	expect(limit.take('a').isAllowed).toBe(true);
});

test('others do not notice', () => {
	const limit = openRateLimit({ burst: 1, refill: 1_000 }, clock());
	limit.take('a');
	expect(limit.take('a').isAllowed).toBe(false);
	expect(limit.take('b').isAllowed).toBe(true);
});

test('a flood of visitors takes a bounded place, and those who come back are remembered longest', () => {
	const limit = openRateLimit({ burst: 1, refill: 1e9 }, { ...clock(), mostKeys: 100 });
	limit.take('regular');
	for (let i = 0; i < 1_000; i++) {
		limit.take(`bot ${i}`);
		limit.take('regular');
	}
	expect(limit.size).toBe(100);
	expect(limit.take('regular').isAllowed).toBe(false);
});

test('a clock that is set back locks nobody out', () => {
	const { at, now } = clock();
	const limit = openRateLimit({ burst: 1, refill: 1_000 }, { now });
	limit.take('a');
	at.time -= 86_400_000;
	limit.take('a');
	at.time += 1_000;
	expect(limit.take('a').isAllowed).toBe(true);
});

test('a visitor is the same for a day and a stranger the next; the hash does not hold the address', () => {
	const { at, now } = clock();
	const hash = openVisitorHash(now);
	const today = hash('203.0.113.7');
	expect(hash('203.0.113.7')).toBe(today);
	expect(hash('203.0.113.8')).not.toBe(today);
	expect(openVisitorHash(now)('203.0.113.7')).not.toBe(today);
	at.time += 86_400_000;
	expect(hash('203.0.113.7')).not.toBe(today);
});

test.each([
	['203.0.113.7', '203.0.113.7'],
	['::ffff:203.0.113.7', '203.0.113.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
	['2001:DB8:1:2::9', '2001:db8:1:2::'],
	['2001:0db8::1', '2001:db8:0:0::'],
	['fe80::1%eth0', 'fe80:0:0:0::'],
	['::1', '0:0:0:0::'],
	['', '']
])('%s is counted as %s', (address, network) => {
	expect(networkOf(address)).toBe(network);
});

test('an account is protected from many places at once', () => {
	const slowDown = openSlowDown(clock().now);
	const tries = Array.from({ length: 11 }, () => slowDown.account('ada@people.example').isAllowed);
	expect(tries).toEqual([...Array.from({ length: 10 }, () => true), false]);
	expect(slowDown.account('bob@people.example').isAllowed).toBe(true);
	expect(slowDown.place('sign_in', '203.0.113.7').isAllowed).toBe(true);
});

test('what is limited in one thing may do another', () => {
	const slowDown = openSlowDown(clock().now);
	for (let i = 0; i < LIMITS.sign_up.burst; i++) slowDown.place('sign_up', '203.0.113.7');
	expect(slowDown.place('sign_up', '203.0.113.7').isAllowed).toBe(false);
	expect(slowDown.place('submit', '203.0.113.7').isAllowed).toBe(true);
});
