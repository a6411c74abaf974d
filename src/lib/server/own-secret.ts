/** What this installation signs with: receipts and challenges. It never leaves the server. */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BYTES = 32;

export type OwnSecret = {
	/** Thirty-two bytes nobody can guess who has not the secret; each purpose has its own. */
	derive(purpose: string, text: string): Buffer;
};

/**
 * The secret of a data folder, made at random when it has none yet; the file is readable by its owner alone.
 * @param given the setting, for several servers that have to sign alike
 * @throws Error when the file is there and is not long enough
 */
export function ownSecret(folder: string, given?: string): OwnSecret {
	const secret = given ?? secretIn(join(folder, 'secret.key'), folder);
	return {
		derive: (purpose, text) => createHmac('sha256', secret).update(`${purpose}\n${text}`).digest()
	};
}

function secretIn(file: string, folder: string): string {
	try {
		const secret = readFileSync(file, 'utf8').trim();
		if (secret.length < BYTES) throw new Error(`${file} does not hold a secret of ${BYTES} characters`);
		return secret;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	const secret = randomBytes(BYTES).toString('base64url');
	mkdirSync(folder, { recursive: true });
	// Written whole or not at all: receipts that were given out hang on it.
	writeFileSync(`${file}.new`, secret, { mode: 0o600 });
	renameSync(`${file}.new`, file);
	return secret;
}
