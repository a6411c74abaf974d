import type { UploadedMedia } from '#lib/domain/media.ts';

/** A file that waits for its report to be sent. Plain data: a draft can keep it. */
export type ChosenMedia = UploadedMedia & { sensitive: boolean; alt: string };
