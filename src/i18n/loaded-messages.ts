/** The texts of the page's language, fetched once before the page comes alive. Browser only. */
import { fill } from './fill.ts';
import { MESSAGE_URLS } from './message-urls.ts';

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

/**
 * The server chose the page's language; what it says in <html lang> holds until the next page is loaded.
 * @throws Error when the file cannot be had: the page stays as the server sent it
 */
export async function loadMessages(lang: string): Promise<void> {
	const urls: Readonly<Record<string, string>> = MESSAGE_URLS;
	const response = await fetch(urls[lang] ?? MESSAGE_URLS.en);
	if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
	texts = await response.json();
}
