/**
 * Signing in and up. Nobody learns here whether an address has an account: answers are the same, and take the same
 * time as far as that is ours to say. Supabase's own would tell: it hashes the password only of those it knows.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { AuthError } from '@supabase/supabase-js';
import type { Database } from './database.ts';
import type { LinkToken } from './mail/links.ts';

type Auth = Database['auth'];

/** Longer than hashing a password takes. Milliseconds. */
const SAME_TIME = 400;

/** What a wrong password, an unknown address and one that is not confirmed yet have in common. */
const NOT_LET_IN = ['invalid_credentials', 'email_not_confirmed', 'validation_failed', 'user_banned'];

/** The id of whom the two belong to; null where they do not belong together. @throws Error when Supabase does not answer */
export async function signIn(auth: Auth, email: string, password: string): Promise<string | null> {
	const { data, error } = await inSameTime(auth.signInWithPassword({ email, password }));
	if (error && !NOT_LET_IN.includes(error.code ?? '')) throw unexpected(error);
	return data.user?.id ?? null;
}

/**
 * Signs in with the link of a letter.
 * @returns the id of whose it was; null where it is used up, too old or never was
 * @throws Error when Supabase does not answer
 */
export async function signInByLink(auth: Auth, { token, type }: LinkToken): Promise<string | null> {
	const { data, error } = await auth.verifyOtp({ token_hash: token, type });
	if (error && (error.status ?? 500) >= 500) throw unexpected(error);
	return error ? null : (data.user?.id ?? null);
}

/**
 * Makes an account, unless the address has one already: the answer is the same.
 * @param auth of a session that is kept nowhere
 * @returns whether the password is good enough for Supabase
 * @throws Error when Supabase does not answer
 */
export async function signUp(auth: Auth, email: string, password: string): Promise<boolean> {
	const { error } = await inSameTime(auth.signUp({ email, password }));
	if (error?.code === 'weak_password') return false;
	const isKnown = ['user_already_exists', 'email_exists', 'over_email_send_rate_limit'];
	if (error && !isKnown.includes(error.code ?? '')) throw unexpected(error);
	return true;
}

/**
 * Changes the password of the session's person and ends their other sessions.
 * @returns whether the password is good enough for Supabase; the present one counts as good
 * @throws Error when Supabase does not answer
 */
export async function changePassword(auth: Auth, password: string): Promise<boolean> {
	const { error } = await auth.updateUser({ password });
	if (error?.code === 'weak_password') return false;
	if (error && error.code !== 'same_password') throw unexpected(error);
	await auth.signOut({ scope: 'others' });
	return true;
}

async function inSameTime<T>(task: Promise<T>): Promise<T> {
	const [done] = await Promise.all([task, wait(SAME_TIME)]);
	return done;
}

const unexpected = (error: AuthError): Error =>
	new Error(`accounts: ${error.code ?? error.status ?? ''} ${error.message}`, { cause: error });
