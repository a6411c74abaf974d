/**
 * Links a person is sent: to sign in, to confirm an address, to choose a new password. A hosted Supabase hands them to
 * its operator's server (`POST /auth/v1/admin/generate_link`), which sends them itself; Lite has no such door, it only
 * sends letters. So here the letters end with us, and the door answers as the hosted one does.
 */
import * as v from 'valibot';

/** What Lite sends letters with. */
export type LetterBox = { send(letter: { to: string; text?: string }): Promise<void> };

const AskedSchema = v.variant('type', [
	v.object({ type: v.literal('signup'), email: v.string(), password: v.string() }),
	v.object({ type: v.picklist(['magiclink', 'recovery']), email: v.string() })
]);
type Asked = v.InferOutput<typeof AskedSchema>;

const DOOR = '/auth/v1/admin/generate_link';

export function openLinks(secretKey: string) {
	/** The letter that is being written; requests for links wait for each other. */
	let written: { to: string; text: string } | null = null;
	let turn: Promise<unknown> = Promise.resolve();

	const letterBox: LetterBox = {
		async send({ to, text = '' }) {
			written = { to, text };
		}
	};

	/** Answers the door for links; everything else goes to `ask`. */
	async function answer(request: Request, ask: (request: Request) => Promise<Response>): Promise<Response> {
		if (new URL(request.url).pathname !== DOOR) return ask(request);
		if (request.headers.get('apikey') !== secretKey)
			return refusal(401, 'no_authorization', 'the secret key is needed');
		const asked = v.safeParse(AskedSchema, await request.json().catch(() => null));
		if (!asked.success) return refusal(400, 'validation_failed', asked.issues[0].message);
		const mine = turn.then(() => linkFor(asked.output, request, ask));
		turn = mine.catch(() => {});
		return mine;
	}

	async function linkFor(
		asked: Asked,
		{ url, headers }: Request,
		ask: (request: Request) => Promise<Response>
	): Promise<Response> {
		written = null;
		const [path, body] = LETTERS[asked.type](asked);
		const response = await ask(
			new Request(new URL(path, url), {
				method: 'POST',
				headers: { 'content-type': 'application/json', apikey: headers.get('apikey')! },
				body: JSON.stringify(body)
			})
		);
		if (!response.ok) return response;
		const token = /[?&]token=([^&\s]+)/.exec(letterTo(asked.email))?.[1];
		if (!token) return refusal(404, 'user_not_found', 'no letter would be sent to this address');
		return Response.json({
			...((await response.json()) as object),
			...{ email: asked.email, hashed_token: decodeURIComponent(token), verification_type: asked.type },
			...{ action_link: '', email_otp: '', redirect_to: '' }
		});
	}

	const letterTo = (email: string): string =>
		written?.to.toLowerCase() === email.trim().toLowerCase() ? written.text : '';

	return { letterBox, answer };
}

/** Where Lite is asked for each letter, and with what. Nobody is signed up by asking for a link to sign in. */
const LETTERS: Record<Asked['type'], (asked: Asked) => [path: string, body: object]> = {
	signup: (asked) => [
		'/auth/v1/signup',
		{ email: asked.email, password: 'password' in asked ? asked.password : '' }
	],
	magiclink: ({ email }) => ['/auth/v1/otp', { email, create_user: false }],
	recovery: ({ email }) => ['/auth/v1/recover', { email }]
};

const refusal = (code: number, error_code: string, msg: string): Response =>
	Response.json({ code, error_code, msg }, { status: code });
