import { building } from '$app/environment';
import {
	error,
	redirect,
	type Cookies,
	type Handle,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { m } from '#lib/i18n/messages.js';
import { call } from '#lib/server/database.ts';
import { TooManyInstants, type Past } from '#lib/server/past.ts';
import { runtime } from '#lib/server/runtime.ts';
import { noCookies, type CookieJar } from '#lib/server/visitor.ts';
import { pageAddress } from '#lib/ui/address.ts';
import { choicesOf } from '#lib/ui/choices.ts';
import { limitBody } from './body-limit.ts';
import { compress } from './compress.ts';
import { isForgedWrite } from './forged-write.ts';
import { isForFrames, setFraming } from './framing.ts';
import { localise } from './localise.ts';
import { openAssets } from './open-assets.ts';
import { publicApi } from './public-api.ts';

export const init: ServerInit = async () => {
	if (building) return;
	openAssets();
	await runtime();
};

const serve: Handle = async ({ event, resolve }) => {
	const { backend, visitor, past, log, ...running } = await runtime();
	const { archive, hub, forReader, media, mail, slowDown, intake, probe } = running;
	if (isForgedWrite(event.request, event.url)) return new Response(m.foreign_form(), { status: 403 });
	// On other people's pages everybody is a reader nobody knows.
	const known = await visitor(isForFrames(event.route.id) ? noCookies() : jarOf(event.cookies, event.url));
	const { person } = known;
	if (person?.mustChangePassword && !isAboutOwnPassword(event))
		redirect(303, pageAddress('/me/settings', choicesOf(event.url)));
	Object.assign(event.locals, {
		...known,
		anonymous: backend.anonymous,
		...{ archive, hub, forReader, media, mail, slowDown, intake, probe, log },
		past: refusing(past),
		noteNewPassword: (id: string, byMail = false) =>
			call<void>(backend.service, 'note_new_password', { person: id, by_mail: byMail }),
		noteSignIn: (id: string, byMail: boolean) =>
			call<void>(backend.service, 'note_sign_in', { person: id, lang: event.locals.lang, by_mail: byMail })
	});
	const response = await resolve(event);
	if (person && (event.isDataRequest || response.headers.get('content-type')?.startsWith('text/html'))) {
		response.headers.set('Cache-Control', 'private, no-store');
	}
	setFraming(response.headers, event.route.id);
	response.headers.set('X-Content-Type-Options', 'nosniff');
	response.headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
	response.headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(self)');
	return response;
};

/** Whoever has a password that others may have read changes it, or leaves, before doing anything else. */
function isAboutOwnPassword({
	request,
	url,
	route
}: Pick<RequestEvent, 'request' | 'url' | 'route'>): boolean {
	// Styles, scripts and tiles are nobody's in particular.
	if (request.method === 'GET') return route.id === '/(pages)/me/settings' || !route.id?.startsWith('/(');
	const [action] = url.searchParams.keys();
	return [url.pathname, action].join('?') === '/me/settings?/password' || action === '/leave';
}

const jarOf = (cookies: Cookies, { protocol }: URL): CookieJar => ({
	getAll: () => cookies.getAll(),
	set(name, value, maxAge) {
		const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: protocol === 'https:' } as const;
		if (value === '') cookies.delete(name, options);
		else cookies.set(name, value, { ...options, maxAge });
	}
});

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
	: sequence(limitBody, compress, publicApi, localise, serve);
