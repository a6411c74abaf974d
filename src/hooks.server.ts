import { building } from '$app/environment';
import { error, type Handle, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { m } from '#lib/i18n/messages.js';
import { TooManyInstants, type Past } from '#lib/server/past.ts';
import { runtime } from '#lib/server/runtime.ts';
import { compress } from './compress.ts';
import { localise } from './localise.ts';

export const init: ServerInit = async () => {
	if (building) return;
	await runtime();
};

const serve: Handle = async ({ event, resolve }) => {
	const { backend, archive, past, hub, forReader, log } = await runtime();
	Object.assign(event.locals, {
		...{ db: backend.anonymous, archive, hub, forReader, log },
		past: refusing(past)
	});
	const response = await resolve(event);
	response.headers.set('X-Content-Type-Options', 'nosniff');
	response.headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
	response.headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(self)');
	return response;
};

const refusing = (past: Past): Past => ({
	begins: past.begins,
	at: (asOf) =>
		past.at(asOf).catch((problem: unknown) => {
			if (problem instanceof TooManyInstants) error(503, m.asof_busy());
			throw problem;
		})
});

/** What is made at build time needs neither a reader's language nor a database. */
export const handle: Handle = building
	? ({ event, resolve }) => resolve(event)
	: sequence(compress, localise, serve);
