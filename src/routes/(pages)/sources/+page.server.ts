import type { Source } from '#lib/domain/source.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import * as sources from '#lib/server/sources.ts';
import { healthOf, type FeedHealth } from '#lib/ui/source-words.ts';
import type { PageServerLoad } from './$types';

const HEALTHS: readonly FeedHealth[] = ['working', 'failing', 'waiting', 'unread'];

export const load: PageServerLoad = async ({ url, locals }) => {
	const all = await sources.all(locals.db);
	const q = url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
	const theatre = THEATRES.find((name) => name === url.searchParams.get('theatre')) ?? null;
	const health = HEALTHS.find((name) => name === url.searchParams.get('reading')) ?? null;
	const shown = all.filter(
		(source) =>
			(theatre === null || source.theatres.includes(theatre)) &&
			(health === null || healthOf(source) === health) &&
			speaksOf(source, q)
	);
	return { q, theatre, health, sources: shown, total: all.length };
};

function speaksOf({ name, slug, description, side, affiliation, platform }: Source, words: string): boolean {
	const text = [name, slug, description, side, affiliation, platform].join(' ').toLowerCase();
	return words
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}
