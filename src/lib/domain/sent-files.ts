/** Uploads, named by whoever sends the report or proof they were made for. */
import * as v from 'valibot';
import { MEDIA_LIMITS } from './limits.ts';
import { plainLine } from './plain-text.ts';

/** Characters of the random key of an upload. The database keeps its hash. */
const LONGEST_KEY = 100;

// Read here once: a schema that reads them itself is kept where it is not used.
const { alt: LONGEST_ALT, files: MOST_FILES } = MEDIA_LIMITS;

const limited = (limit: number) =>
	v.maxLength<string, number, string>(limit, `is longer than ${limit} characters`);
type SentFile = { upload_key: string; sensitive: boolean; alt: string };
const atMostFiles = (most: number) =>
	v.maxLength<SentFile[], number, string>(most, `has more than ${most} files`);

export const SentFilesSchema = v.pipe(
	v.array(
		v.strictObject({
			upload_key: v.pipe(v.string('is not a text'), limited(LONGEST_KEY)),
			sensitive: v.boolean('is not yes or no'),
			alt: v.pipe(v.string('is not a text'), limited(LONGEST_ALT), v.transform(plainLine))
		}),
		'is not a list'
	),
	atMostFiles(MOST_FILES)
);
export type SentFiles = v.InferOutput<typeof SentFilesSchema>;
