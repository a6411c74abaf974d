import type { SourceName } from './active-filters.ts';

/** Slugs of the sources in whose name or slug every one of the words stands, whatever their case and accents. */
export function namesLike(sources: readonly SourceName[], words: string): ReadonlySet<string> {
	const wanted = plain(words).split(/\s+/).filter(Boolean);
	const found = sources.filter(({ slug, name }) => {
		const text = `${plain(name)} ${slug}`;
		return wanted.every((word) => text.includes(word));
	});
	return new Set(found.map(({ slug }) => slug));
}

const plain = (text: string) =>
	text
		.normalize('NFKD')
		.replace(/\p{Mark}/gu, '')
		.toLowerCase();
