import { expect, test } from 'vitest';
import { LANGS } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { overwriteGetLocale } from '#lib/i18n/runtime.js';
import { pluralText, type PluralForms } from '#lib/ui/plural.ts';

const REPORTS: PluralForms = {
	zero: m.bulletin_reports_zero,
	one: m.bulletin_reports_one,
	two: m.bulletin_reports_two,
	few: m.bulletin_reports_few,
	many: m.bulletin_reports_many,
	other: m.bulletin_reports_other
};

test.each([
	['en', ['No reports', '1 report', '2 reports', '5 reports', '21 reports', '1,000 reports']],
	['ar', ['لا بلاغات', 'بلاغ واحد', 'بلاغان', '5 بلاغات', '21 بلاغًا', '1,000 بلاغ']],
	[
		'ru',
		['Нет сообщений', '1 сообщение', '2 сообщения', '5 сообщений', '21 сообщение', '1\u00a0000 сообщений']
	],
	[
		'uk',
		[
			'Немає повідомлень',
			'1 повідомлення',
			'2 повідомлення',
			'5 повідомлень',
			'21 повідомлення',
			'1\u00a0000 повідомлень'
		]
	],
	['fr', ['Aucun rapport', '1 rapport', '2 rapports', '5 rapports', '21 rapports', '1\u202f000 rapports']],
	['es', ['Ningún informe', '1 informe', '2 informes', '5 informes', '21 informes', '1000 informes']]
] as const)('%s', (lang, texts) => {
	expect(LANGS).toContain(lang);
	overwriteGetLocale(() => lang);
	expect([0, 1, 2, 5, 21, 1000].map((count) => pluralText(count, REPORTS, lang))).toEqual(texts);
});
