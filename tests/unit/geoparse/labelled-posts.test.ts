import { describe, expect, test } from 'vitest';
import { theatreAt } from '#lib/domain/theatre.ts';
import {
	LABELLED_LANGUAGES,
	labelledPosts,
	measurePlacing,
	type LabelledPost
} from '../../support/labelled-posts.ts';

const HALVES = ['tuning', 'unseen'] as const;
const ALL = HALVES.flatMap((half) => LABELLED_LANGUAGES.flatMap((lang) => labelledPosts(half, lang)));

describe('the labelled posts', () => {
	test.each(LABELLED_LANGUAGES)('in %s are at least 80, half of them unseen', (lang) => {
		const tuning = labelledPosts('tuning', lang).length;
		const unseen = labelledPosts('unseen', lang).length;
		expect(tuning + unseen).toBeGreaterThanOrEqual(80);
		expect(Math.abs(tuning - unseen)).toBeLessThanOrEqual(4);
	});

	test.each(HALVES)('of the %s half have nothing to place in a fifth to a quarter', (half) => {
		const posts = LABELLED_LANGUAGES.flatMap((lang) => labelledPosts(half, lang));
		const share = posts.filter(({ expected }) => expected === null).length / posts.length;
		expect(share).toBeGreaterThanOrEqual(0.2);
		expect(share).toBeLessThanOrEqual(0.25);
	});

	test('are each told once, and in the half of their language', () => {
		expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
		expect(new Set(ALL.map(({ text }) => text)).size).toBe(ALL.length);
		expect(ALL.every(({ id, lang }) => id.startsWith(lang))).toBe(true);
	});

	test('have their place on their front, and a kind of event with it', () => {
		const strays = ALL.filter(({ expected, theatre }) => expected && theatreAt(expected.point) !== theatre);
		expect(strays.map(({ id }) => id)).toEqual([]);
		const halves = ALL.filter(({ expected, event_type }) => (expected === null) !== (event_type === null));
		expect(halves.map(({ id }) => id)).toEqual([]);
	});
});

describe('the measure of a reading', () => {
	const [first] = ALL.filter(({ expected }) => expected !== null);
	const [nothing] = ALL.filter(({ expected }) => expected === null);
	const posts = [first, nothing] as LabelledPost[];

	test('counts what is right, what is missed and what is invented', () => {
		expect(measurePlacing(posts, ({ expected }) => expected?.point ?? null)).toEqual({
			placeable: 1,
			placed: 1,
			right: 1,
			within10km: 1,
			nothing: 1,
			invented: 0
		});
		expect(measurePlacing(posts, () => null)).toMatchObject({ placed: 0, invented: 0 });
		expect(measurePlacing(posts, () => [0, 0])).toMatchObject({
			placed: 1,
			right: 0,
			within10km: 0,
			invented: 1
		});
	});
});
