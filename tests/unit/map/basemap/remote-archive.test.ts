import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HEAD_BYTES } from '#lib/map/basemap/remote-archive.ts';

/** PMTiles version 3, header: where the root directory begins and how long it is. */
const ROOT_OFFSET = 8;
const ROOT_LENGTH = 16;

test('the first bytes asked for hold the header and the whole root directory of the file', () => {
	const file = readFileSync('static/basemap/fronts.pmtiles');
	const end = file.readBigUInt64LE(ROOT_OFFSET) + file.readBigUInt64LE(ROOT_LENGTH);
	expect(Number(end)).toBeLessThanOrEqual(HEAD_BYTES);
});
