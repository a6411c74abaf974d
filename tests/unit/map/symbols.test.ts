import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { PUBLIC_STATES } from '#lib/domain/report.ts';
import { AREA_IMAGE, REPORT_IMAGE, imageId, parseImageId } from '#lib/map/symbols.ts';
import { evaluate } from './evaluate.ts';

describe('image ids', () => {
	test('every combination reads back as it was written', () => {
		for (const type of EVENT_TYPES)
			for (const reliability of RELIABILITIES)
				for (const credibility of CREDIBILITIES)
					for (const state of PUBLIC_STATES) {
						const image = { kind: 'report', type, reliability, credibility, state } as const;
						expect(parseImageId(imageId(image))).toEqual(image);
					}
	});

	test('a tile feature asks for the image of its report', () => {
		const report = { type: 'shelling', reliability: 'C', credibility: 3, state: 'unreviewed' } as const;
		expect(evaluate(REPORT_IMAGE, report)).toBe(imageId({ kind: 'report', ...report }));
	});

	test('an area asks for an image without a grade', () => {
		const area = { type: 'battles', state: 'published' } as const;
		expect(evaluate(AREA_IMAGE, area)).toBe(imageId({ kind: 'area', ...area }));
		expect(parseImageId('area/battles/published')).toEqual({ kind: 'area', ...area });
	});

	test.each([
		'report/shellling/C3/published',
		'report/shelling/G3/published',
		'report/shelling/C7/published',
		'report/shelling/C/published',
		'report/shelling/C3/gone',
		'area/shelling/C3/published',
		'place/capital',
		''
	])('%j is not one of ours', (id) => {
		expect(parseImageId(id)).toBeNull();
	});
});
