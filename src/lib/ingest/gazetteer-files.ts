import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { PlaceSchema, type Place } from '../domain/place.ts';

/** Where the gazetteer lies, from the project's root. */
export const GAZETTEER_DIRECTORY = 'supabase/gazetteer';

/**
 * All places of a directory's `*.json` files. An entry that is not a place is left out and named by `onProblem`:
 * one slip must not take the other places away.
 * @throws Error when the directory or a file cannot be read or is not a JSON array
 */
export async function readPlaces(directory: string, onProblem: (message: string) => void): Promise<Place[]> {
	const files = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
	if (files.length === 0) throw new Error(`${directory} holds no gazetteer (*.json)`);
	const places: Place[] = [];
	for (const file of files) {
		const entries = parseArray(await readFile(join(directory, file), 'utf8'), file);
		for (const entry of entries) {
			const parsed = v.safeParse(PlaceSchema, entry);
			if (parsed.success) places.push(parsed.output);
			else onProblem(`${file}: ${nameOf(entry)} left out: ${problemsOf(parsed.issues)}`);
		}
	}
	return places;
}

function parseArray(text: string, file: string): unknown[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new Error(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
	}
	if (!Array.isArray(value)) throw new Error(`${file} must be a JSON array of places`);
	return value;
}

const nameOf = (entry: unknown): string =>
	JSON.stringify((entry as { id?: unknown } | null)?.id ?? entry).slice(0, 80);

const problemsOf = (issues: readonly v.BaseIssue<unknown>[]): string =>
	issues.map((issue) => `${v.getDotPath(issue) ?? 'entry'}: ${issue.message}`).join('; ');
