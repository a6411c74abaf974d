/** What a moderator wrote in the form of a bulletin. Whether it is allowed is for the database to say. */
import type { BulletinEdits } from '#lib/domain/bulletin.ts';

/** Fields are `lead`, `lang`, and for each report `note-{id}` and `out-{id}`; an empty one says nothing. */
export function editsOf(form: FormData): BulletinEdits {
	const about = (prefix: string) =>
		[...form]
			.filter(
				([name, value]) =>
					name.startsWith(prefix) &&
					/^\d{1,15}$/.test(name.slice(prefix.length)) &&
					String(value).trim() !== ''
			)
			.map(([name, value]) => ({ id: Number(name.slice(prefix.length)), text: String(value).trim() }));
	return {
		lead: String(form.get('lead') ?? '')
			.replace(/\r\n?/g, '\n')
			.trim(),
		lang: String(form.get('lang') ?? ''),
		left_out: about('out-').map(({ id, text }) => ({ id, reason: text })),
		notes: about('note-')
	};
}
