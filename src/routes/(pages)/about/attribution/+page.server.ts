import * as v from 'valibot';
import type { PageServerLoad } from './$types';

const NoticesSchema = v.object({
	notices: v.array(
		v.object({
			work: v.string(),
			author: v.string(),
			url: v.nullable(v.string()),
			licence: v.string(),
			licence_url: v.string(),
			changes: v.nullable(v.string())
		})
	)
});

/** The same file machines read: one list of licences, not two. */
export const load: PageServerLoad = async ({ fetch }) =>
	v.parse(NoticesSchema, await (await fetch('/attribution/index.json')).json());
