/** Why a report happened where it says: matched pictures, coordinates and reasoning, by anybody. */
import * as v from 'valibot';
import { PROOF_LIMITS } from './limits.ts';
import { LngLatSchema } from './location.ts';
import { PublicMediaSchema } from './media.ts';
import { plainLine, plainText } from './plain-text.ts';
import { SentFilesSchema } from './sent-files.ts';

/** An accepted proof, as readers see it. */
export const ProofSchema = v.object({
	id: v.number(),
	/** Whom to credit; null: nobody wished it. */
	credit: v.nullable(v.string()),
	point: LngLatSchema,
	reasoning: v.string(),
	/** Satellite and street pictures, and other pages that show the place. */
	links: v.array(v.string()),
	media: v.array(PublicMediaSchema),
	accepted_at: v.string()
});
export type Proof = v.InferOutput<typeof ProofSchema>;

// Read here once: a schema that reads them itself is kept where it is not used.
const { reasoning, shortest, url, links: mostLinks, credit } = PROOF_LIMITS;

const limited = (limit: number) =>
	v.maxLength<string, number, string>(limit, `is longer than ${limit} characters`);
const atLeast = (least: number) =>
	v.minLength<string, number, string>(least, `is shorter than ${least} characters`);
const atMostLinks = (most: number) =>
	v.maxLength<string[], number, string>(most, `has more than ${most} links`);

const InputSchema = v.strictObject({
	/** Chosen by whoever sends it; sent again with the same key, the proof stays one. */
	key: v.pipe(v.string('is not a text'), v.uuid('is not a UUID'), v.toLowerCase()),
	point: LngLatSchema,
	reasoning: v.pipe(v.string('is not a text'), limited(reasoning), v.transform(plainText), atLeast(shortest)),
	links: v.pipe(
		v.array(v.pipe(v.string('is not a text'), limited(url), v.transform(plainLine)), 'is not a list'),
		atMostLinks(mostLinks),
		v.transform((links) => [...new Set(links.filter((link) => link !== ''))]),
		v.everyItem(isWebPage, 'has something that is not the address of a web page')
	),
	credit: v.nullable(
		v.pipe(
			v.string('is not a text'),
			limited(credit),
			v.transform((text) => plainLine(text) || null)
		)
	),
	files: SentFilesSchema
});
export type ProofInput = v.InferOutput<typeof InputSchema>;

export type ReadProof =
	| { outcome: 'ready'; proof: ProofInput }
	| { outcome: 'refused'; problems: { path: string; message: string }[] };

/** A proof as somebody sends it: every problem with the field it is in. */
export function readProof(input: unknown): ReadProof {
	const read = v.safeParse(InputSchema, input);
	if (read.success) return { outcome: 'ready', proof: read.output };
	return {
		outcome: 'refused',
		problems: read.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', message: issue.message }))
	};
}

function isWebPage(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, username, password, hostname } = new URL(text);
	return /^https?:$/.test(protocol) && username === '' && password === '' && hostname.includes('.');
}
