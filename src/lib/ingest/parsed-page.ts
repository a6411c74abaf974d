import type { Post } from '../domain/post.ts';
import type { ReadableSource } from './post-store.ts';

export type ParseContext = {
	/** Where the bytes came from, after redirects: relative links are resolved against it. */
	url: string;
	/** The HTTP Content-Type header. */
	contentType?: string | null;
	source: Pick<ReadableSource, 'slug' | 'languages'>;
	/** Milliseconds since 1970 of the fetch: a post dated more than an hour later has no believable time. */
	fetchedAt: number;
};

/** What a connector read. A page that cannot be read is a `problem`, never an exception. */
export type ParsedPage = {
	/** Oldest first as far as the page tells; no two share an `external_id`. */
	posts: Post[];
	/**
	 * False when the page is not of the kind the connector knows: the platform changed its layout, or sent an error
	 * page with status 200. An empty channel is a known layout.
	 */
	layoutOk: boolean;
	/** A sentence for people; null when all is well. */
	problem: string | null;
	/** Ids that lie between two posts of the page and are not on it. Empty where ids are not consecutive. */
	missing: string[];
	/** What the page says of itself, for a person who looks at a new source. */
	about?: { format: string; title: string | null; language: string | null };
};

/** Reads the bytes of one page or feed. Never throws. */
export type Parse = (bytes: Uint8Array, context: ParseContext) => ParsedPage;

export const unreadable = (problem: string): ParsedPage => ({
	posts: [],
	layoutOk: false,
	problem,
	missing: []
});
