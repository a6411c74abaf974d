import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { LANGS } from '#lib/domain/view.ts';
import { linkLetter, noticeLetter, NOTICES } from '#lib/server/mail/letter.ts';
import { openSender, type Sender } from '#lib/server/mail/sender.ts';
import { readSmtpAddress } from '#lib/server/mail/smtp-address.ts';
import { deadPort, startMailServer, type MailServer } from '../../../support/mail-server.ts';

let server: MailServer;
const senders: Sender[] = [];
const logged: string[] = [];
const write = (...said: unknown[]) => void logged.push(JSON.stringify(said));
const open = (url: string, backOff = [1, 1]): Sender => {
	const sender = openSender({ address: readSmtpAddress(url)!, log: { warn: write, error: write }, backOff });
	senders.push(sender);
	return sender;
};
beforeAll(async () => void (server = await startMailServer()));
afterEach(() => void senders.splice(0).forEach((sender) => sender.close()));
afterAll(() => server?.close());

const LETTER = linkLetter('sign_in', 'ada@people.example', 'en', 'https://fronts.example/x?a=1&b=2');

test('a letter arrives in both forms, from the map', async () => {
	expect(await open(server.url).post(LETTER)).toBe(true);
	const got = await server.next('ada@people.example');
	expect(got.from).toBe('map@fronts.example');
	expect(got.headers.get('subject')).toBe('Sign in · Fronts');
	expect(got.headers.get('auto-submitted')).toBe('auto-generated');
	expect(got.headers.has('list-unsubscribe')).toBe(false);
	expect(got.text).toContain('https://fronts.example/x?a=1&b=2');
	expect(got.html).toContain('href="https://fronts.example/x?a=1&amp;b=2"');
});

test.each(LANGS)('every letter can be written in %s', async (lang) => {
	const sender = open(server.url);
	const url = 'https://fronts.example/me';
	const stop = 'https://fronts.example/letters/stop/x';
	const to = `${lang}@people.example`;
	for (const kind of NOTICES) await sender.post(noticeLetter({ kind, to, lang, report: 12 }, { url, stop }));
	for (const _ of NOTICES) {
		const { headers, text, html } = await server.next(to);
		expect(headers.get('subject')).toContain('12');
		expect(headers.get('list-unsubscribe')).toBe(`<${stop}>`);
		expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
		expect(text).toContain(stop);
		expect(html).toContain(`lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"`);
	}
});

test('what is refused for now is tried again; what is refused for good is not', async () => {
	const before = server.offers();
	server.refuse(451, 421);
	expect(await open(server.url).post(LETTER)).toBe(true);
	expect(server.offers() - before).toBe(3);
	server.refuse(554);
	expect(await open(server.url).post(LETTER)).toBe(false);
	expect(server.offers() - before).toBe(4);
	server.refuse(451, 451, 451);
	expect(await open(server.url).post(LETTER)).toBe(false);
	expect(server.offers() - before).toBe(7);
});

test('a mail server that is not there costs a letter, not the process; nothing private is logged', async () => {
	const sender = open(`smtp://ada:secret@127.0.0.1:${await deadPort()}?from=map@fronts.example`);
	expect(await sender.post(LETTER)).toBe(false);
	expect(logged.join('\n')).toContain('ESOCKET');
	expect(logged.join('\n')).not.toMatch(/ada|secret|people\.example|Sign in|fronts\.example/);
});

test('a sender that is closed waits for nothing', async () => {
	const before = logged.length;
	const sender = open(`smtp://127.0.0.1:${await deadPort()}?from=map@fronts.example`, [3_600_000]);
	const posted = sender.post(LETTER);
	await expect.poll(() => logged.length).toBeGreaterThan(before);
	sender.close();
	expect(await posted).toBe(false);
});

test('a password is not sent in the clear to a server elsewhere', async () => {
	expect(readSmtpAddress('smtps://a%40b.example:p%40ss@mail.example')).toEqual({
		...{ host: 'mail.example', port: 465, secure: true, from: 'a@b.example' },
		auth: { user: 'a@b.example', pass: 'p@ss' }
	});
	for (const wrong of [
		'',
		'mail.example',
		'http://mail.example',
		'smtp://mail.example',
		'smtp://ada:x@mail.example',
		'smtp://x?from=no',
		'smtp://%zz@mail.example?from=a@b.example'
	])
		expect(readSmtpAddress(wrong), wrong).toBeNull();
});
