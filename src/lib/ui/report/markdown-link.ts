/** `[title](url)` that stays one link whatever stands in the title (CommonMark 0.31, 6.3). */
export function markdownLink(title: string, url: string): string {
	const text = title.replace(/\s+/g, ' ').replace(/[\\[\]`*_<>]/g, '\\$&');
	return `[${text}](${url.replace(/[()<>\s\\]/g, (character) => encodeURIComponent(character).replace('(', '%28').replace(')', '%29'))})`;
}
