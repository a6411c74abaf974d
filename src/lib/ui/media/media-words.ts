/** Why a file is not taken, in words that say what to do. */
import { MEDIA_LIMITS } from '#lib/domain/limits.ts';
import type { MediaRefusal } from '#lib/domain/media.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { numberText } from '../words.ts';

const MIB = 1024 * 1024;

/** The limits as people read them. */
export const limitTexts = (lang: Lang) => ({
	count: numberText(MEDIA_LIMITS.files, lang),
	image: numberText(MEDIA_LIMITS.image / MIB, lang),
	video: numberText(MEDIA_LIMITS.video / MIB, lang),
	minutes: numberText(MEDIA_LIMITS.duration / 60, lang),
	megapixels: numberText(MEDIA_LIMITS.pixels / 1e6, lang)
});
type Limits = ReturnType<typeof limitTexts>;

const WORDS: Record<MediaRefusal, (limits: Limits) => string> = {
	empty: () => m.media_refused_empty(),
	too_large: m.media_refused_too_large,
	wrong_type: () => m.media_refused_wrong_type(),
	hides_another: () => m.media_refused_hides_another(),
	too_many_pixels: m.media_refused_too_many_pixels,
	damaged: () => m.media_refused_damaged(),
	too_long: m.media_refused_too_long,
	video_not_understood: () => m.media_refused_video_not_understood(),
	took_too_long: () => m.media_refused_took_too_long(),
	busy: () => m.media_refused_busy(),
	closed: () => m.media_refused_closed()
};

export const refusalWords = (reason: MediaRefusal, lang: Lang): string => WORDS[reason](limitTexts(lang));
