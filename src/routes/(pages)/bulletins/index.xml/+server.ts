import { bulletinFeed } from '../bulletin-feed.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => bulletinFeed(event, null);
