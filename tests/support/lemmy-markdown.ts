/** Markdown as Lemmy shows it: the same renderer with the same parts and settings as its own interface. */
import MarkdownIt from 'markdown-it';
import container from 'markdown-it-container';
import footnote from 'markdown-it-footnote';
import { html5Media } from 'markdown-it-html5-media';
import ruby from 'markdown-it-ruby';
import sub from 'markdown-it-sub';
import sup from 'markdown-it-sup';

const SPOILER = /^spoiler\s+(.*)$/;

export const lemmy = new MarkdownIt({ html: false, linkify: true, typographer: true })
	.use(sub)
	.use(sup)
	.use(html5Media)
	.use(footnote)
	.use(ruby)
	.use(container, 'spoiler', {
		validate: (info: string) => SPOILER.test(info.trim()),
		render(tokens: { info: string; nesting: number }[], place: number) {
			const { info, nesting } = tokens[place]!;
			if (nesting !== 1) return '</details>\n';
			return `<details><summary>${lemmy.utils.escapeHtml(SPOILER.exec(info.trim())![1]!)}</summary>\n`;
		}
	});
