import type { PageServerLoad } from './$types';

/** What those who run a forum take over, by the forum's name; the same files machines and people can fetch. */
const DEFINITIONS = [
	{ forum: 'XenForo', file: 'xenforo-media-site.xml' },
	{ forum: 'phpBB · s9e', file: 's9e-media-site.xml' },
	{ forum: 'Flarum', file: 'flarum-extend.php' },
	{ forum: 'Discourse', file: 'discourse.txt' },
	{ forum: 'WordPress', file: 'wordpress-providers.php' },
	{ forum: 'oEmbed', file: 'providers.json' },
	{ forum: 'WoltLab', file: 'woltlab.xml' },
	{ forum: 'Invision', file: 'invision.txt' }
] as const;

export const load: PageServerLoad = async ({ fetch, url }) => ({
	definitions: await Promise.all(
		DEFINITIONS.map(async ({ forum, file }) => {
			const path = `/forums/${file}`;
			return { forum, file, path, text: atHome(await (await fetch(path)).text(), url) };
		})
	)
});

/** The files name a host that stands for any; here it is this one. */
const atHome = (text: string, { origin, host }: URL): string =>
	text
		.replaceAll('https://fronts.example', origin)
		.replace(/fronts(\\{1,2})\.example/g, (_, escape: string) => host.replaceAll('.', `${escape}.`))
		.replaceAll('fronts.example', host);
