/**
 * Programs that fetch a preview for many readers at once, by the names they give themselves. Where a post is passed on
 * to other servers, each of them asks within seconds: they are never told to come back later.
 */
const NAMES = [
	...['Lemmy', 'pict-rs', 'Mastodon', 'Pleroma', 'Akkoma', 'Misskey', 'Friendica', 'PieFed', 'kbin', 'Mbin'],
	...['Discourse', 'Discordbot', 'facebookexternalhit', 'Twitterbot', 'redditbot', 'Embedly', 'Iframely'],
	...[
		'TelegramBot',
		'WhatsApp',
		'Slackbot',
		'Slack-ImgProxy',
		'Cardyb',
		'Bluesky',
		'LinkedInBot',
		'SkypeUriPreview'
	],
	...['vkShare', 'XenForo', 'WordPress', 'Synapse', 'Signal', 'Pinterestbot']
];
const AGENT = new RegExp(`(^|[^a-z])(${NAMES.join('|')})([^a-z]|$)`, 'i');

/** @param userAgent the header of that name */
export const isPreviewAgent = (userAgent: string | null): boolean => AGENT.test(userAgent ?? '');
