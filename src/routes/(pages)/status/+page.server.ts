import * as sourceActivity from '#lib/server/source-activity.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ sources: await sourceActivity.all(locals.db) });
