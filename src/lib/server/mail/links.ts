/** One-time links for letters, made by Supabase Auth for our server to send (`auth.admin.generateLink`). */
import type { AuthError } from '@supabase/supabase-js';
import { call, type Database } from '../database.ts';

/** What Supabase needs to know the link by; good once, and not for long. */
export type LinkToken = { token: string; type: LinkType };
export const LINK_TYPES = ['magiclink', 'signup', 'recovery'] as const;
export type LinkType = (typeof LINK_TYPES)[number];

export type Mailbox = { user_id: string; is_confirmed: boolean };

/** Whose an address is; null: nobody's. */
export const mailboxOf = (service: Database, email: string): Promise<Mailbox | null> =>
	call(service, 'mailbox_of', { email });

type Asked =
	{ type: 'magiclink' | 'recovery'; email: string } | { type: 'signup'; email: string; password: string };

/** @throws Error when Supabase makes none */
export async function linkToken(service: Database, asked: Asked): Promise<LinkToken> {
	const { data, error } = await service.auth.admin.generateLink(asked);
	if (error)
		throw new Error(`no link: ${(error as AuthError).code ?? ''} ${error.message}`, { cause: error });
	return { token: data.properties.hashed_token, type: asked.type };
}

/** Where a letter's link leads. `more`: what else the page there is to know. */
export function linkAddress(
	origin: string,
	{ token, type }: LinkToken,
	more: Record<string, string> = {}
): string {
	const url = new URL('/sign-in/link', origin);
	url.search = String(new URLSearchParams({ token, type, ...more }));
	return url.href;
}
