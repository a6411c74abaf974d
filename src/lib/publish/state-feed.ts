/** The private feed of a person's reports as Atom (RFC 4287): states and nothing a report says. */
export type StateEntry = { id: string; title: string; updated: string; url: string };

export type StateFeed = { id: string; title: string; url: string; entries: readonly StateEntry[] };

/** @param feed newest first; `id`s are URIs that never change */
export function stateFeed({ id, title, url, entries }: StateFeed): string {
	const updated = entries[0]?.updated ?? '1970-01-01T00:00:00Z';
	const items = entries.map(
		(entry) =>
			`<entry><id>${escaped(entry.id)}</id><title>${escaped(entry.title)}</title>` +
			`<updated>${entry.updated}</updated><link href="${escaped(entry.url)}"/></entry>`
	);
	return (
		`<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">` +
		`<id>${escaped(id)}</id><title>${escaped(title)}</title><updated>${updated}</updated>` +
		`<author><name>Fronts</name></author><link href="${escaped(url)}"/>${items.join('')}</feed>\n`
	);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
