import { building } from '$app/environment';
import type { Handle, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { runtime } from '#lib/server/runtime.ts';
import { compress } from './compress.ts';
import { localise } from './localise.ts';

export const init: ServerInit = async () => {
	if (building) return;
	await runtime();
};

const serve: Handle = async ({ event, resolve }) => {
	const { backend, archive, hub, forReader, log } = await runtime();
	Object.assign(event.locals, { db: backend.anonymous, archive, hub, forReader, log });
	const response = await resolve(event);
	response.headers.set('X-Content-Type-Options', 'nosniff');
	response.headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
	response.headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(self)');
	return response;
};

/** What is made at build time needs neither a reader's language nor a database. */
export const handle: Handle = building
	? ({ event, resolve }) => resolve(event)
	: sequence(compress, localise, serve);
