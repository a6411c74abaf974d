import { expect, test } from 'vitest';
import { editsOf } from '../../../src/routes/(pages)/review/bulletins/[theatre]/[date]/edits.ts';

test('what a moderator wrote, without what was left empty or is about nothing', () => {
	const form = new FormData();
	const fields = {
		lead: ' A quiet day.\r\n\r\nNothing more. ',
		lang: 'fr',
		reason: 'x',
		'note-12': ' See 13 ',
		'note-13': ' '
	};
	for (const [name, value] of Object.entries({
		...fields,
		'out-13': 'twice',
		'out-x': 'no',
		'note-1e3': 'no'
	}))
		form.set(name, value);
	expect(editsOf(form)).toEqual({
		lead: 'A quiet day.\n\nNothing more.',
		lang: 'fr',
		left_out: [{ id: 13, reason: 'twice' }],
		notes: [{ id: 12, text: 'See 13' }]
	});
});
