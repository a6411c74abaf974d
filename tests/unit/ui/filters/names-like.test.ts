import { expect, test } from 'vitest';
import { namesLike } from '#lib/ui/filters/names-like.ts';

const SOURCES = [
	{ slug: 'quds_news', name: 'Quds News Network' },
	{ slug: 'afp', name: 'Agence France-Presse' },
	{ slug: 'ecoles', name: 'Écoles du Sahel' },
	{ slug: 'rybar', name: 'Рыбарь' }
];

test.each([
	['', ['quds_news', 'afp', 'ecoles', 'rybar']],
	['news quds', ['quds_news']],
	['ECOLES', ['ecoles']],
	['рыбарь', ['rybar']],
	['ryb', ['rybar']],
	['france news', []]
])('"%s" finds %j', (words, slugs) => {
	expect([...namesLike(SOURCES, words)]).toEqual(slugs);
});
