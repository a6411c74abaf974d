/** Which images the marks of a map are drawn with: what the layers' expressions say, without a map. */
import type { AreaProperties } from './areas.ts';
import { BADGE_IMAGE } from './count-badge.ts';
import type { BubbleProperties, PinProperties } from './declutter.ts';
import { imageId } from './symbols.ts';

type Mark = { properties: BubbleProperties | PinProperties | AreaProperties };

export function imagesOf(marks: readonly Mark[]): Set<string> {
	return new Set(marks.flatMap(({ properties }) => idsOf(properties)));
}

function idsOf(properties: Mark['properties']): string[] {
	if (properties.kind === 'bubble') return [properties.ring];
	const symbol =
		properties.kind === 'pin'
			? imageId({ ...properties, kind: 'report' })
			: imageId({ ...properties, kind: 'area' });
	return properties.count > 1 ? [symbol, BADGE_IMAGE] : [symbol];
}
