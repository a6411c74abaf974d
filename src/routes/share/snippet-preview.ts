/**
 * What a snippet looks like where it is pasted: made from the very text, never from what it was made of. Loaded with
 * the dialog's preview alone.
 */
import MarkdownIt from 'markdown-it';
import container from 'markdown-it-container';
import type { SnippetFormat } from '#lib/publish/forum-snippets.ts';

const SPOILER = /^spoiler\s+(.*)$/;

/** As Lemmy's own renderer is set; Reddit and Discourse differ only in what is handled below. */
const markdown = new MarkdownIt({ html: false, linkify: true, typographer: true }).use(container, 'spoiler', {
	validate: (info: string) => SPOILER.test(info.trim()),
	render(tokens: readonly { info: string; nesting: number }[], place: number) {
		const { info, nesting } = tokens[place]!;
		if (nesting !== 1) return '</details>\n';
		return `<details><summary>${escape(SPOILER.exec(info.trim())?.[1] ?? '')}</summary>\n`;
	}
});

const escape = (text: string): string => markdown.utils.escapeHtml(text);

const RENDERERS: Record<SnippetFormat, (text: string) => string> = {
	link: (text) => `<p><a href="${escape(text)}">${escape(text)}</a></p>`,
	lemmy: (text) => markdown.render(text),
	reddit: (text) => markdown.render(text),
	bbcode,
	discourse,
	html: (text) => text,
	picture: (text) => `<p><img src="${escape(text)}" alt="" /></p>`
};

/** HTML without scripts; only the format `html` holds markup that was in the text. */
export const previewOf = (format: SnippetFormat, text: string): string => RENDERERS[format](text);

const FOLDED = /^\[details="([^"]*)"\]\n\n([\s\S]*)\n\n\[\/details\]$/;

function discourse(text: string): string {
	const [, warning, folded] = FOLDED.exec(text) ?? [];
	const html = markdown
		.render(folded ?? text)
		.replace(/alt="([^"]*)\|(\d+)x(\d+)"/g, 'alt="$1" width="$2" height="$3"');
	return warning === undefined ? html : `<details><summary>${escape(warning)}</summary>\n${html}</details>`;
}

function bbcode(text: string): string {
	const html = escape(text)
		.replace(/\[spoiler=&quot;(.*?)&quot;\]/g, '<details><summary>$1</summary>')
		.replaceAll('[/spoiler]', '</details>')
		.replace(/\[img\](\S+?)\[\/img\]/g, '<img src="$1" alt="" />')
		.replace(/\[url=(\S+?)\]/g, '<a href="$1">')
		.replaceAll('[/url]', '</a>');
	return `<p>${html.replaceAll('\n', '<br />')}</p>`;
}
