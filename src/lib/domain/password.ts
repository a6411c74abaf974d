/** Bytes at most, because bcrypt looks at no more of them; characters at least. The database has the same limits. */
export const PASSWORD = { least: 12, most: 72 } as const;

/** Why a password that is chosen cannot be taken; null if it can. */
export function passwordProblem(chosen: string): 'password_short' | 'password_long' | null {
	if ([...chosen].length < PASSWORD.least) return 'password_short';
	return new TextEncoder().encode(chosen).length > PASSWORD.most ? 'password_long' : null;
}
