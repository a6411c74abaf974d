import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Embedded } from '#lib/embedded/supervisor.ts';

export type Client = SupabaseClient;

/** supabase-js on an embedded Supabase without the server around it. */
export function connect({ fetch: answer }: Pick<Embedded, 'fetch'>, apiKey: string, token?: string): Client {
	return createClient('http://embedded.invalid', apiKey, {
		auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
		global: {
			headers: token ? { Authorization: `Bearer ${token}` } : {},
			fetch: (input, init) => answer(new Request(input, init))
		}
	});
}
