import { expect, test } from 'vitest';
import { corroborationOf } from '#lib/domain/corroboration.ts';

const by = (
	origin: string,
	side: string,
	reliability: 'A' | 'B' | 'C' | 'D' | 'F' = 'D',
	source = origin
) => ({
	...{ origin, side, reliability, source }
});

test.each([
	['nothing', [], 3, 'no_origin', 0],
	['one post', [by('a', 'Russian side')], 3, 'one_origin', 1],
	[
		'a post and its forward',
		[by('a', 'Russian side'), by('a', 'Ukrainian side', 'B', 'b')],
		3,
		'one_origin',
		1
	],
	['two posts of one source', [by('a', 'x', 'A', 's'), by('b', 'x', 'A', 's')], 3, 'one_origin', 1],
	['two of one side', [by('a', 'Russian side'), by('b', 'Russian side')], 3, 'one_side', 2],
	['two of no known side', [by('a', 'Unknown', 'F'), by('b', 'Not applicable', 'F')], 3, 'one_side', 2],
	['both sides', [by('a', 'Russian side'), by('b', 'Ukrainian side')], 2, 'two_sides', 2],
	['one side and a reliable one', [by('a', 'Unknown', 'F'), by('b', 'Unknown', 'B')], 2, 'reliable_origin', 2]
] as const)('of %s no better than %s is proposed', (_, citations, credibility, why, origins) => {
	const found = corroborationOf(citations);
	expect([found.credibility, found.why, found.origins]).toEqual([credibility, why, origins]);
});

test('nothing makes it confirmed', () => {
	const many = Array.from({ length: 40 }, (_, n) => by(`o${n}`, `side ${n}`, 'A'));
	expect(corroborationOf(many).credibility).toBe(2);
});
