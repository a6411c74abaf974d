/** A mail server as operators have one, on this machine: it keeps what it is given, and refuses what it is told to. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Received = {
	from: string;
	to: string[];
	/** Names in lower case; folded lines are one. */
	headers: Map<string, string>;
	text: string;
	html: string;
};

export type MailServer = {
	/** For `SMTP_URL`. */
	url: string;
	letters: Received[];
	/** How often a letter was offered, taken or not. */
	offers: () => number;
	/** Answers the next letters with these codes, one each. */
	refuse(...codes: number[]): void;
	/** The first letter to an address that has not been asked for yet. */
	next(to: string): Promise<Received>;
	close(): Promise<void>;
};

export async function startMailServer(): Promise<MailServer> {
	const letters: Received[] = [];
	const refusals: number[] = [];
	const read = new Set<Received>();
	const waiting = new Set<() => void>();
	let offers = 0;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				offers++;
				const code = refusals.shift();
				if (code) return done(Object.assign(new Error('refused by a test'), { responseCode: code }));
				const { mailFrom, rcptTo } = session.envelope;
				const to = rcptTo.map(({ address }) => address);
				letters.push({
					from: mailFrom ? mailFrom.address : '',
					to,
					...parse(Buffer.concat(chunks).toString())
				});
				waiting.forEach((look) => look());
				done();
			});
		}
	});
	server.on('error', () => {});
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	const { port } = server.server.address() as AddressInfo;

	const find = (to: string) => letters.find((letter) => letter.to.includes(to) && !read.has(letter));
	return {
		url: `smtp://127.0.0.1:${port}?from=map@fronts.example`,
		letters,
		offers: () => offers,
		refuse: (...codes) => void refusals.push(...codes),
		next: (to) =>
			new Promise((resolve) => {
				const look = () => {
					const found = find(to);
					if (!found) return;
					read.add(found);
					waiting.delete(look);
					resolve(found);
				};
				waiting.add(look);
				look();
			}),
		close: () => new Promise((resolve) => server.close(() => resolve()))
	};
}

/** A port nothing listens on. */
export async function deadPort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}

/** A letter as ours are: text and HTML beside each other (RFC 2046, 5.1.4). */
function parse(raw: string): Pick<Received, 'headers' | 'text' | 'html'> {
	const [head, body] = halves(raw);
	const headers = headersOf(head);
	const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
	const parts = body.split(`--${boundary}`).slice(1, -1).map(halves);
	const part = (type: string) => {
		const found = parts.find(([name]) => headersOf(name).get('content-type')?.startsWith(type));
		return found ? decoded(found[1], headersOf(found[0]).get('content-transfer-encoding') ?? '7bit') : '';
	};
	return { headers, text: part('text/plain'), html: part('text/html') };
}

function halves(text: string): [string, string] {
	const trimmed = text.replace(/^\r\n/, '');
	const at = trimmed.indexOf('\r\n\r\n');
	return [trimmed.slice(0, at), trimmed.slice(at + 4)];
}

const headersOf = (head: string): Map<string, string> =>
	new Map(
		head
			.replace(/\r\n[ \t]+/g, ' ')
			.split('\r\n')
			.map((line) => {
				const at = line.indexOf(':');
				return [line.slice(0, at).toLowerCase(), words(line.slice(at + 1).trim())];
			})
	);

/** Encoded words of a header (RFC 2047). */
const words = (value: string): string =>
	value
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
			kind.toUpperCase() === 'B' ? text.replace(/^/, 'b64:') + ';' : text.replaceAll('_', ' ')
		)
		.replace(/b64:([^;]*);/g, (_, text: string) => Buffer.from(text, 'base64').toString('latin1'))
		.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		.replace(/[\x80-\xff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));

function decoded(body: string, encoding: string): string {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
	if (encoding !== 'quoted-printable') return body.trimEnd();
	const bytes = body
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8').trimEnd();
}
