/** "since {date}" with the inputs in place; the same placeholders as `message-files.js` reads. */
export const fill = (text: string, inputs: Readonly<Record<string, unknown>>): string =>
	text.replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name]));
