import type { RequestHandler } from './$types';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Takes back an upload that was not sent: whoever has its key, in the header "upload-key". */
export const DELETE: RequestHandler = async ({ params, request, locals }) => {
	const key = request.headers.get('upload-key') ?? '';
	const isGone = ID.test(params.id) && (await locals.media.discard(locals.db, params.id, key));
	return new Response(null, { status: isGone ? 204 : 404 });
};
