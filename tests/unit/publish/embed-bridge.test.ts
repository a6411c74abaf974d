import { describe, expect, test } from 'vitest';
import { heightFor, originAround, toMap } from '#lib/publish/embed-bridge.ts';

describe('what a map in a frame takes from the page around it', () => {
	test('is what was agreed on, and nothing besides', () => {
		expect(toMap({ type: 'fronts:hello', more: 1 })).toEqual({ type: 'fronts:hello' });
		expect(toMap({ type: 'fronts:look', at: '7/31.4/34.4' })).toEqual({
			type: 'fronts:look',
			at: '7/31.4/34.4'
		});
		expect(toMap({ type: 'fronts:select', report: null })).toEqual({ type: 'fronts:select', report: null });
		expect(toMap({ type: 'fronts:select', report: 12 })).toEqual({ type: 'fronts:select', report: 12 });
	});
	test.each([
		[null],
		['fronts:hello'],
		[{ type: 'hello' }],
		[{ type: 'fronts:look' }],
		[{ type: 'fronts:look', at: 7 }],
		[{ type: 'fronts:select' }],
		[{ type: 'fronts:select', report: '12' }],
		[{ type: 'fronts:select', report: -1 }],
		[{ type: 'fronts:select', report: 1.5 }]
	])('%j is none of it', (message) => {
		expect(toMap(message)).toBeNull();
	});
});

describe('the origin of the page around a frame', () => {
	test('is the nearest the browser names', () => {
		expect(originAround(['https://near.example', 'https://far.example'], 'https://other.example/x')).toBe(
			'https://near.example'
		);
	});
	test('is that of the referring page where the browser names none', () => {
		expect(originAround(undefined, 'https://forum.example/thread?x=1')).toBe('https://forum.example');
		expect(originAround([], 'https://forum.example/')).toBe('https://forum.example');
	});
	test('is nobody’s where nothing is known, or it is none', () => {
		expect(originAround(undefined, '')).toBeNull();
		expect(originAround(['null'], 'https://forum.example/')).toBeNull();
	});
});

test('a frame is asked to be 16 : 9, and never lower than a map can be read', () => {
	expect(heightFor(640)).toBe(360);
	expect(heightFor(320)).toBe(240);
});
