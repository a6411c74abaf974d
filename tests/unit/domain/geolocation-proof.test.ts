import { describe, expect, test } from 'vitest';
import { readProof } from '#lib/domain/geolocation-proof.ts';

const PROOF = {
	key: 'A3F1C2D4-1111-4222-8333-444455556666',
	point: [37.74, 48.13],
	reasoning: 'The chimney and the roofs match.\u202e',
	links: ['https://example.org/a', '', ' https://example.org/a '],
	credit: '  ',
	files: [{ upload_key: 'k', sensitive: true, alt: ' A  chimney ' }]
};

describe('a proof as somebody sends it', () => {
	test('is read without what cannot be seen, and without repetitions', () => {
		expect(readProof(PROOF)).toEqual({
			outcome: 'ready',
			proof: {
				...PROOF,
				key: PROOF.key.toLowerCase(),
				reasoning: 'The chimney and the roofs match.',
				links: ['https://example.org/a'],
				credit: null,
				files: [{ upload_key: 'k', sensitive: true, alt: 'A chimney' }]
			}
		});
	});

	test.each([
		['key', { key: 'x' }],
		['point.1', { point: [37, 90.0001] }],
		['point.0', { point: [Number.NaN, 48] }],
		['reasoning', { reasoning: 'short' }],
		['reasoning', { reasoning: `${' '.repeat(30)}short` }],
		['reasoning', { reasoning: 'a'.repeat(4_001) }],
		['links', { links: ['javascript:alert(1)'] }],
		['links', { links: ['https://user:word@example.org'] }],
		['credit', { credit: 'x'.repeat(81) }],
		['files.0.alt', { files: [{ ...PROOF.files[0], alt: 'x'.repeat(301) }] }],
		['state', { state: 'accepted' }]
	])('%s is refused by its name: %j', (path, wrong) => {
		const read = readProof({ ...PROOF, ...wrong });
		expect(read.outcome === 'refused' && read.problems.map((problem) => problem.path)).toEqual([path]);
	});
});
