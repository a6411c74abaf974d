import { expect, test } from 'vitest';
import { groupAreas } from '#lib/map/areas.ts';
import { declutter } from '#lib/map/declutter.ts';
import { imagesOf } from '#lib/map/mark-images.ts';
import { parseRingId } from '#lib/map/split.ts';
import { AREA_IMAGE, parseImageId, REPORT_IMAGE } from '#lib/map/symbols.ts';
import { evaluate } from './evaluate.ts';

const report = {
	...{
		id: 1,
		point: [37.75, 48.14] as [number, number],
		type: 'shelling' as const,
		reliability: 'C' as const
	},
	...{ credibility: 3 as const, state: 'unreviewed' as const, t: 28_000_000, deaths: 0 }
};

test('the images are those that the layers will ask for', () => {
	const [pin] = declutter({ pins: [report], cells: [] }, 10).features;
	const [tag] = groupAreas([{ ...report, r0: 1, ids: [1] }]).tags;
	const asked = [evaluate(REPORT_IMAGE, pin!.properties), evaluate(AREA_IMAGE, tag!.properties)];
	expect([...imagesOf([pin!, tag!])]).toEqual(asked);
	for (const id of asked) expect(parseImageId(String(id))).not.toBeNull();
});

test('what stands for several has a badge, a bubble its ring', () => {
	const { features } = declutter({ pins: [report, { ...report, id: 2 }], cells: [] }, 10);
	expect(imagesOf(features)).toContain('badge');
	const cells = [
		{ point: report.point, count: 9, types: [9, 0, 0, 0, 0, 0, 0, 0], best: 'C3' as const, deaths: 0 }
	];
	const [ring] = imagesOf(declutter({ pins: [], cells }, 5).features);
	expect(parseRingId(ring!)).toEqual([24, 0, 0, 0, 0, 0, 0, 0]);
});
