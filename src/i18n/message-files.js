/**
 * Reads and writes `messages/{locale}.json`: a flat object of message ids and texts with `{placeholders}`. The usual
 * inlang plugin for this is fetched from a CDN at every build; this one needs no network.
 *
 * @typedef {{ type: 'text', value: string } | { type: 'expression', arg: { type: 'variable-reference', name: string } }} Part
 * @typedef {{ locales: string[], 'plugin.fronts.messageFiles': { pathPattern: string } }} Settings
 * @typedef {{ locale: string, content: Uint8Array }} MessageFile
 * @typedef {{ id: string, bundleId: string, locale: string }} Message
 * @typedef {{ messageId: string, pattern: Part[] }} Variant
 */
const KEY = 'plugin.fronts.messageFiles';
const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * "since {date}" as a pattern: literal texts and references to inputs.
 * @param {string} text
 */
function toPattern(text) {
	/** @type {Part[]} */
	const pattern = [];
	let end = 0;
	for (const match of text.matchAll(PLACEHOLDER)) {
		if (match.index > end) pattern.push({ type: 'text', value: text.slice(end, match.index) });
		pattern.push({ type: 'expression', arg: { type: 'variable-reference', name: match[1] ?? '' } });
		end = match.index + match[0].length;
	}
	if (end < text.length) pattern.push({ type: 'text', value: text.slice(end) });
	return pattern;
}

/** @param {Part[]} pattern */
const toText = (pattern) =>
	pattern.map((part) => (part.type === 'text' ? part.value : `{${part.arg.name}}`)).join('');

/** @param {string[]} texts */
const inputsOf = (texts) => [
	...new Set(texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map((m) => m[1])))
];

/** @param {MessageFile} file */
function read({ locale, content }) {
	/** @type {Record<string, string>} */
	const texts = JSON.parse(new TextDecoder().decode(content));
	return Object.entries(texts).map(([id, text]) => ({ locale, id, text }));
}

/** @param {{ settings: Settings }} project */
function toBeImportedFiles({ settings }) {
	return settings.locales.map((locale) => ({
		locale,
		path: settings[KEY].pathPattern.replace('{locale}', locale)
	}));
}

/** @param {{ files: MessageFile[] }} project */
function importFiles({ files }) {
	const entries = files.flatMap(read);
	const ids = [...new Set(entries.map(({ id }) => id))];
	const textsOf = (/** @type {string} */ id) =>
		entries.filter((entry) => entry.id === id).map(({ text }) => text);
	return {
		bundles: ids.map((id) => ({
			id,
			declarations: inputsOf(textsOf(id)).map((name) => ({ type: 'input-variable', name }))
		})),
		messages: entries.map(({ locale, id }) => ({ bundleId: id, locale, selectors: [] })),
		variants: entries.map(({ locale, id, text }) => ({
			messageBundleId: id,
			messageLocale: locale,
			matches: [],
			pattern: toPattern(text)
		}))
	};
}

/** @param {{ messages: Message[], variants: Variant[], settings: Settings }} project */
function exportFiles({ messages, variants, settings }) {
	return settings.locales.map((locale) => {
		const texts = messages
			.filter((message) => message.locale === locale)
			.map(({ id, bundleId }) => [
				bundleId,
				toText(variants.find(({ messageId }) => messageId === id)?.pattern ?? [])
			]);
		const content = `${JSON.stringify(Object.fromEntries(texts), null, '\t')}\n`;
		return { locale, name: `${locale}.json`, content: new TextEncoder().encode(content) };
	});
}

export default { key: KEY, toBeImportedFiles, importFiles, exportFiles };
