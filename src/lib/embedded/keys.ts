import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const KeysSchema = v.object({
	publishableKey: v.pipe(v.string(), v.startsWith('sb_publishable_'), v.minLength(40)),
	secretKey: v.pipe(v.string(), v.startsWith('sb_secret_'), v.minLength(40)),
	jwtSecret: v.pipe(v.string(), v.minLength(32))
});
/** The embedded Supabase's own keys. They stay on this machine. */
export type Keys = v.InferOutput<typeof KeysSchema>;

/**
 * The keys of a data folder, made at random when it has none yet; the file is readable by its owner alone.
 * @throws Error when the file is there and does not hold keys of sufficient length
 */
export function keysOf(folder: string): Keys {
	const file = join(folder, 'keys.json');
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		const random = () => randomBytes(32).toString('base64url');
		const keys: Keys = {
			publishableKey: `sb_publishable_${random()}`,
			secretKey: `sb_secret_${random()}`,
			jwtSecret: random()
		};
		mkdirSync(folder, { recursive: true });
		// Written whole or not at all: half a file would lock out everyone for good.
		writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
		renameSync(`${file}.new`, file);
		return keys;
	}
	const parsed = v.safeParse(KeysSchema, jsonOrNull(text));
	if (!parsed.success) {
		throw new Error(`${file} does not hold keys this server can use: ${parsed.issues[0].message}`);
	}
	return parsed.output;
}

function jsonOrNull(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
