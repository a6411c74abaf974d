import type { Logger } from 'pino';
import type { Archive } from '#lib/server/archive.ts';
import type { Database } from '#lib/server/database.ts';
import type { ForReader } from '#lib/server/for-reader.ts';
import type { LiveHub } from '#lib/server/live-hub.ts';

declare global {
	namespace App {
		interface Locals {
			/** As the person who asks, or as a reader nobody knows. */
			db: Database;
			archive: Archive;
			hub: LiveHub;
			/** Completes a report with what its reader sees beyond the database's facts. */
			forReader: ForReader;
			log: Logger;
			lang: 'en' | 'ar' | 'fr' | 'ru' | 'uk' | 'es';
			theme: 'light' | 'dark' | 'auto';
		}
		/** Of the map page, where a report is opened without a page load. */
		interface PageState {
			report?: number | null;
		}
	}
}

export {};
