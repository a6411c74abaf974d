/** Parts of Lemmy's renderer that come without types. */
declare module 'markdown-it-container' {
	import type { PluginWithParams } from 'markdown-it';
	const plugin: PluginWithParams;
	export default plugin;
}
declare module 'markdown-it-footnote' {
	import type { PluginSimple } from 'markdown-it';
	const plugin: PluginSimple;
	export default plugin;
}
declare module 'markdown-it-html5-media' {
	import type { PluginWithOptions } from 'markdown-it';
	export const html5Media: PluginWithOptions<object>;
}
declare module 'markdown-it-ruby' {
	import type { PluginSimple } from 'markdown-it';
	const plugin: PluginSimple;
	export default plugin;
}
declare module 'markdown-it-sub' {
	import type { PluginSimple } from 'markdown-it';
	const plugin: PluginSimple;
	export default plugin;
}
declare module 'markdown-it-sup' {
	import type { PluginSimple } from 'markdown-it';
	const plugin: PluginSimple;
	export default plugin;
}
