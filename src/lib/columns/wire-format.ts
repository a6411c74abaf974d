/**
 * Report columns as bytes, about 8 a report once compressed. Numbers are protobuf varints unless said otherwise.
 *
 *     "FRC", version, checksum (Adler-32 of all that follows, 4 bytes, little-endian)
 *     slugs        count, then length and UTF-8 of each
 *     source sets  count, then columns: number of slugs, their places in the list of slugs
 *     places       count, then columns: x, y (3 bytes: all lowest, all middle, all highest), theatre
 *     reports      count, then columns in order of (time, id): minute and id (signed difference to the one before),
 *                  place, precision (as usual for the place), uncertainty (as usual for the precision), type,
 *                  source set, reliability (as usual for the source set), credibility, state,
 *                  deaths
 *
 * Places and source sets are listed in the order they are first used; a report says 0 for the next of the list and
 * n for the n-th. What is "as usual" is 0 when it is what it last was beside the same key, else the value + 1.
 * Words of vocabularies are numbers: a change in the order of one of them needs a new version.
 */
export const MAGIC = [0x46, 0x52, 0x43] as const;
export const VERSION = 2;
export const CHECKSUM_AT = MAGIC.length + 1;
export const HEADER = CHECKSUM_AT + 4;

/** Bytes of one place and of one report, at least. */
export const PLACE_BYTES = 3 + 3 + 1;
export const REPORT_BYTES = 11;
