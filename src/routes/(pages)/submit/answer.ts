/** The intake's outcomes as HTTP answers, and what is sent to it. */
import type { RequestEvent } from '@sveltejs/kit';
import type { Sender, Sent } from '#lib/server/intake.ts';

const STATUS: Record<Sent['outcome'], number> = {
	received: 201,
	refused: 422,
	question: 422,
	unproven: 403,
	too_many: 429,
	closed: 503
};
const CLOSED: Record<(Sent & { outcome: 'closed' })['why'], number> = {
	read_only: 503,
	closed: 503,
	other_report: 409,
	gone: 410
};

export const statusOf = (sent: Sent): number =>
	sent.outcome === 'closed' ? CLOSED[sent.why] : STATUS[sent.outcome];

export const answer = (sent: Sent): Response =>
	Response.json(sent, {
		status: statusOf(sent),
		headers: {
			'cache-control': 'no-store',
			...(sent.outcome === 'too_many' && { 'retry-after': String(sent.wait) })
		}
	});

export const senderOf = ({ locals, request, getClientAddress }: RequestEvent): Sender => ({
	db: locals.db,
	person: locals.person,
	address: getClientAddress(),
	proof: request.headers.get('x-proof'),
	log: locals.log
});

/** What the form sends beside the report itself, and the rest. */
export function apart(body: unknown, name: string): { input: unknown; beside: unknown } {
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		return { input: body, beside: undefined };
	const { [name]: beside, ...input } = body as Record<string, unknown>;
	return { input, beside };
}

/** The body as JSON, or why it is none. */
export async function jsonOf(request: Request): Promise<{ input: unknown } | { refused: Response }> {
	try {
		return { input: await request.json() };
	} catch (error) {
		const isLarge = (error as { status?: unknown }).status === 413;
		const message = isLarge ? 'is larger than the server takes' : 'is not JSON';
		const body = { outcome: 'refused', problems: [{ path: '', message }] } satisfies Sent;
		return { refused: Response.json(body, { status: isLarge ? 413 : 422 }) };
	}
}
