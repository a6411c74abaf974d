/** Who may show a page in a frame: everybody the bare map, nobody but ourselves any other. */

/** Routes that are made for other sites. */
export const isForFrames = (route: string | null): boolean => route?.startsWith('/embed/') ?? false;

const OWN_FRAMES = "frame-ancestors 'self'";
const OWN_WORKERS = "worker-src 'self' blob:";

/** Changes the headers of an answer. Without an origin of its own, a map can start its worker from a data address only. */
export function setFraming(headers: Headers, route: string | null): void {
	if (!isForFrames(route)) return headers.set('X-Frame-Options', 'SAMEORIGIN');
	const policy = headers.get('content-security-policy');
	if (!policy) return;
	headers.set(
		'content-security-policy',
		policy.replace(OWN_FRAMES, 'frame-ancestors *').replace(OWN_WORKERS, `${OWN_WORKERS} data:`)
	);
}
