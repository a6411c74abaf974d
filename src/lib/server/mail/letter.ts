/** The letters this site writes, in the language of who reads them: plain text, and the same as simple HTML. */
import { m } from '#lib/i18n/messages.js';
import type { Lang } from '#lib/domain/view.ts';
import { escapeXml as escaped } from '#lib/publish/picture.ts';
import type { Letter } from './sender.ts';

export const NOTICES = ['question', 'published', 'rejected', 'corrected', 'retracted'] as const;
export type Notice = (typeof NOTICES)[number];

type Said = { locale: Lang };

/** What a letter with a link says: its subject, its sentences, what the link is called. */
const WITH_LINK = {
	sign_in: (said: Said) => [
		m.letter_sign_in({}, said),
		m.letter_sign_in_text({}, said),
		m.letter_sign_in_do({}, said)
	],
	confirm: (said: Said) => [
		m.letter_confirm({}, said),
		m.letter_confirm_text({}, said),
		m.letter_confirm_do({}, said)
	],
	known: (said: Said) => [
		m.letter_known({}, said),
		m.letter_known_text({}, said),
		m.letter_password_do({}, said)
	],
	password: (said: Said) => [
		m.letter_password({}, said),
		m.letter_password_text({}, said),
		m.letter_password_do({}, said)
	]
} satisfies Record<string, (said: Said) => [string, string, string]>;
export type LinkLetter = keyof typeof WITH_LINK;

const OF_NOTICE: Record<Notice, (facts: { id: number }, said: Said) => string> = {
	question: m.letter_notice_question,
	published: m.letter_notice_published,
	rejected: m.letter_notice_rejected,
	corrected: m.letter_notice_corrected,
	retracted: m.letter_notice_retracted
};

/** A letter whose link is for its reader alone, works once and not for long. */
export function linkLetter(kind: LinkLetter, to: string, lang: Lang, url: string): Letter {
	const said = { locale: lang };
	const [subject, text, label] = WITH_LINK[kind](said);
	return written({ to, lang, subject, text, link: { url, label }, foot: [m.letter_not_you({}, said)] });
}

/** That something happened to a report of the reader's. What the report says, and what a moderator asks, is not in it. */
export function noticeLetter(
	{ kind, to, lang, report }: { kind: Notice; to: string; lang: Lang; report: number },
	{ url, stop }: { url: string; stop: string }
): Letter {
	const said = { locale: lang };
	const subject = OF_NOTICE[kind]({ id: report }, said);
	const link = { url, label: m.letter_notice_do({}, said) };
	return written({
		to,
		lang,
		subject,
		text: subject,
		link,
		stop: { url: stop, label: m.letter_stop({}, said) }
	});
}

type Content = {
	to: string;
	lang: Lang;
	subject: string;
	text: string;
	link: { url: string; label: string };
	foot?: string[];
	stop?: { url: string; label: string };
};

export function written({ to, lang, subject, text, link, foot = [], stop }: Content): Letter {
	const lines = [
		text,
		`${link.label}:\n${link.url}`,
		...foot,
		...(stop ? [`${stop.label}:\n${stop.url}`] : [])
	];
	const paragraphs = [
		`<p>${escaped(text)}</p>`,
		`<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>`,
		...foot.map((line) => `<p><small>${escaped(line)}</small></p>`),
		...(stop ? [`<p><small><a href="${escaped(stop.url)}">${escaped(stop.label)}</a></small></p>`] : [])
	];
	const direction = lang === 'ar' ? 'rtl' : 'ltr';
	return {
		to,
		subject: `${subject} · Fronts`,
		text: `${lines.join('\n\n')}\n\n-- \nFronts\n`,
		html: `<!doctype html><html lang="${lang}" dir="${direction}"><body style="font: 16px/1.5 sans-serif">${paragraphs.join('')}</body></html>`,
		...(stop && { stop: stop.url })
	};
}
