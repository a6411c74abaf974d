import { describe, expect, test } from 'vitest';
import { RecentlyMade } from '#lib/server/recently-made.ts';

describe('what was made last', () => {
	test('is made once for all who ask at the same time, and kept while it is among the last', async () => {
		const kept = new RecentlyMade<string>(2);
		const made: string[] = [];
		const make = (key: string) => kept.get(key, async () => (made.push(key), key));
		await Promise.all([make('a'), make('a'), make('a')]);
		await make('b');
		await make('a');
		await make('c');
		await make('a');
		await make('b');
		expect(made).toEqual(['a', 'b', 'c', 'b']);
	});

	test('is not kept when it failed', async () => {
		const kept = new RecentlyMade<string>(2);
		await expect(kept.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(await kept.get('a', async () => 'yes')).toBe('yes');
	});

	test('is forgotten when it is cleared, and what fails late takes nothing newer away', async () => {
		const kept = new RecentlyMade<string>(2);
		let fail = (_: Error) => {};
		const old = kept.get('a', () => new Promise((_, reject) => (fail = reject)));
		kept.clear();
		const newer = kept.get('a', async () => 'new');
		fail(new Error('late'));
		await expect(old).rejects.toThrow('late');
		expect(kept.get('a', async () => 'newest')).toBe(newer);
	});
});
