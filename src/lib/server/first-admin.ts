/**
 * The first admin, named by the operator (`ADMIN_EMAIL`). An account that is already there under that address becomes
 * admin only if its address is proven: its password was set with a link that was sent there. That somebody signed up
 * with it is no proof; without a mail server anybody can, and with one a stranger may have chosen the password before
 * the owner pressed the link. So a fresh server makes the account itself, before it answers anybody.
 */
import { randomBytes } from 'node:crypto';
import { call, type Backend } from './database.ts';
import type { CookieJar } from './visitor.ts';

export type Appointment =
	| { outcome: 'appointed' | 'admin_exists' | 'unproven' }
	/** The password is to be shown once, and kept nowhere. */
	| { outcome: 'made'; password: string };

const nowhere: CookieJar = { getAll: () => [], set() {} };

/** @throws Error when the account cannot be made */
export async function appointFirstAdmin(
	{ service, withCookies }: Pick<Backend, 'service' | 'withCookies'>,
	email: string
): Promise<Appointment> {
	type Said = 'appointed' | 'admin_exists' | 'no_account' | 'unproven';
	const said = await call<Said>(service, 'appoint_first_admin', { email });
	if (said !== 'no_account') return { outcome: said };
	const password = randomBytes(18).toString('base64url');
	const { data, error } = await withCookies(nowhere).auth.signUp({ email, password });
	if (error || !data.user) throw new Error(`no account could be made for ADMIN_EMAIL: ${error?.message}`);
	await call(service, 'appoint_first_admin', { email, made_now: data.user.id });
	return { outcome: 'made', password };
}
