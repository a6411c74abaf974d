import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cameraWriter } from '../../../src/routes/(map)/[[theatre]]/write-camera.ts';

const view = { center: [35.12345, 48.5], zoom: 9.126, bounds: [34, 48, 36, 49] } as Parameters<
	ReturnType<typeof cameraWriter>['moved']
>[0];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the address follows the reader’s hand once the map rests', () => {
	const written: string[] = [];
	const writer = cameraWriter((at) => written.push(at));
	writer.touched();
	writer.moved({ ...view, zoom: 8 });
	writer.moved(view);
	vi.runAllTimers();
	expect(written).toEqual(['9.13/48.5/35.123']);
});

test('a flight to another front leaves the address alone, however long it takes', () => {
	const written: string[] = [];
	const writer = cameraWriter((at) => written.push(at));
	writer.touched();
	writer.moved(view);
	writer.pause();
	vi.advanceTimersByTime(10_000);
	writer.moved(view);
	vi.runAllTimers();
	expect(written).toEqual([]);
});
