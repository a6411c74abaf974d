import { json } from '#lib/server/answers.ts';
import * as sources from '#lib/server/sources.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => json({ sources: await sources.all(locals.db) });
