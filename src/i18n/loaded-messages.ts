/** The texts of the page's language, fetched before the page comes alive. Browser only. */
import { fill } from './fill.ts';

type Inputs = Readonly<Record<string, unknown>>;
type Message = (inputs?: Inputs) => string;

let texts: Readonly<Record<string, string>> = {};
const known = new Map<string, Message>();

function messageOf(id: string): Message {
	let message = known.get(id);
	if (!message) known.set(id, (message = (inputs = {}) => fill(texts[id] ?? id, inputs)));
	return message;
}

/** A function for each id, as the compiled messages have. */
export const messages: Readonly<Record<string, Message>> = new Proxy(
	{},
	{ get: (_, id) => messageOf(String(id)) }
);

/** @throws Error when the file cannot be had: the page stays as the server sent it */
export async function loadMessages(url: string): Promise<void> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
	texts = { ...texts, ...(await response.json()) };
}
