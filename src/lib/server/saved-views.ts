import { isSavedViewId, savedText, withSaved } from '#lib/domain/saved-view.ts';
import type { View } from '#lib/domain/view.ts';
import { call, type Database } from './database.ts';

/** Keeps a view. The same view gets the same id, whoever saves it. @throws Error with the database's own sentence when it refuses */
export const save = (db: Database, view: View): Promise<string> =>
	call<string>(db, 'save_view', { view: savedText(view) });

/** The query string behind an id; null where nobody has saved one. */
export const find = async (db: Database, id: string): Promise<string | null> =>
	isSavedViewId(id) ? call<string | null>(db, 'saved_view', { id }) : null;

/** What an address asks for that may stand for a saved view; null where there is no such view. */
export async function query(
	db: Database,
	id: string | undefined,
	search: URLSearchParams
): Promise<URLSearchParams | null> {
	if (id === undefined) return search;
	const saved = await find(db, id);
	return saved === null ? null : withSaved(saved, search);
}
