/**
 * Writes that another site makes a reader's browser send, with the reader's cookies. The framework's own check knows
 * forms alone, and refuses those that say no origin: as mail programs send them to end letters (RFC 8058).
 */
const READING = ['GET', 'HEAD', 'OPTIONS'];
/** What a form can send without a script, and so without asking the site first. */
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;
/** Whoever has the address may do it; cookies have no part in it. */
const BY_LETTER = '/letters/stop/';
/** Takes who sends it from the token that comes with it, and nothing from cookies: other sites' programs may send too. */
const BY_TOKEN = '/api/v1/reports';

export function isForgedWrite({ method, headers }: Pick<Request, 'method' | 'headers'>, url: URL): boolean {
	if (READING.includes(method)) return false;
	if (url.pathname === BY_TOKEN && headers.get('authorization')?.startsWith('Bearer ')) return false;
	const from = headers.get('origin');
	if (from !== null) return from !== url.origin;
	return FORM.test(headers.get('content-type') ?? '') && !url.pathname.startsWith(BY_LETTER);
}
