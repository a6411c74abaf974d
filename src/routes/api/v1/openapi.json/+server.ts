import { openApi } from '#lib/publish/openapi.ts';
import { json } from '#lib/server/answers.ts';
import { PAGE_LIMITS, QUOTAS } from '#lib/server/api-limits.ts';
import type { RequestHandler } from './$types';

/** What the API says of itself: OpenAPI 3.1. */
export const GET: RequestHandler = ({ url }) =>
	json(openApi({ origin: url.origin, limits: PAGE_LIMITS, quotas: QUOTAS }));
