/** Where letters are handed over: `smtps://name:password@mail.example:465?from=map@fronts.example`. */
import * as v from 'valibot';

export type SmtpAddress = {
	host: string;
	port: number;
	/** Encrypted from the first byte; else from STARTTLS on, where the server offers it. */
	secure: boolean;
	auth: { user: string; pass: string } | null;
	/** The address letters come from. */
	from: string;
};

const PORT = { 'smtp:': 587, 'smtps:': 465 } as const;
const isEmail = (text: string): boolean => v.is(v.pipe(v.string(), v.email()), text);

/** Null where it is no such address, or where it does not say, by its name or by `from`, whom letters come from. */
export function readSmtpAddress(text: string): SmtpAddress | null {
	if (!URL.canParse(text)) return null;
	const { protocol, hostname, port, username, password, searchParams } = new URL(text);
	const usual = PORT[protocol as keyof typeof PORT];
	const user = decoded(username);
	const pass = decoded(password);
	const from = searchParams.get('from') ?? user;
	if (!usual || hostname === '' || user === null || pass === null || !from || !isEmail(from)) return null;
	return {
		// Brackets of an IPv6 address belong to the address of a page.
		host: hostname.replace(/^\[(.*)\]$/, '$1'),
		port: port === '' ? usual : Number(port),
		secure: protocol === 'smtps:',
		auth: user === '' ? null : { user, pass },
		from
	};
}

function decoded(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
	}
}
