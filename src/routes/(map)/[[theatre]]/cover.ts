import type { Lang } from '#lib/domain/view.ts';
import { directionOf } from '#lib/ui/language.ts';
import { NO_COVER, type Cover } from './camera.ts';

/** CSS pixels: below this the report is a sheet over the lower part of the map. */
const PHONE = 720;
const LIST = 384;
const PANEL = 424;

/** What an opened report will cover of the map. @param width of the window, CSS pixels */
export function coverOf(width: number, lang: Lang): Cover {
	if (width < PHONE) return { ...NO_COVER, bottom: 0.4 };
	const share = Math.min(0.6, PANEL / (width - LIST));
	return directionOf(lang) === 'rtl' ? { ...NO_COVER, right: share } : { ...NO_COVER, left: share };
}
