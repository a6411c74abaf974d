import type { Logger } from 'pino';
import type { Archive } from '#lib/server/archive.ts';
import type { Database } from '#lib/server/database.ts';
import type { ForReader } from '#lib/server/for-reader.ts';
import type { Intake } from '#lib/server/intake.ts';
import type { LiveHub } from '#lib/server/live-hub.ts';
import type { MailDesk } from '#lib/server/mail/desk.ts';
import type { MediaDesk } from '#lib/server/media/desk.ts';
import type { Probe } from '#lib/server/registry.ts';
import type { Past } from '#lib/server/past.ts';
import type { SlowDown } from '#lib/server/slow-down.ts';
import type { Visitor } from '#lib/server/visitor.ts';

declare global {
	namespace App {
		interface Locals {
			/** As the person who asks, or as a reader nobody knows. */
			db: Database;
			/** As a reader nobody knows, whoever asks: for what others are shown as well. */
			anonymous: Database;
			/** Null: nobody is signed in. */
			person: Visitor['person'];
			/** Signs in and out; ask for it only where somebody does. */
			auth: Visitor['auth'];
			authApart: Visitor['authApart'];
			/** Once the person has chosen a password, the one they were given is no longer asked to be changed. */
			noteNewPassword(id: string, byMail?: boolean): Promise<void>;
			/** Letters are written in the language of the last sign-in; with a mailed link, the address is confirmed. */
			noteSignIn(id: string, byMail: boolean): Promise<void>;
			archive: Archive;
			/** The archive at an instant. Answers 503 when too many instants are asked for at once. */
			past: Past;
			hub: LiveHub;
			/** Completes a report with what its reader sees beyond the database's facts. */
			forReader: ForReader;
			media: MediaDesk;
			/** Null: this server sends no letters. */
			mail: MailDesk | null;
			/** Limits of what costs something; ask before doing it. */
			slowDown: SlowDown;
			/** Takes reports in. */
			intake: Intake;
			/** Asks an address that may become a source what it gives. */
			probe: Probe;
			log: Logger;
			lang: 'en' | 'ar' | 'fr' | 'ru' | 'uk' | 'es';
			theme: 'light' | 'dark' | 'auto';
			/** Markup for the head of a page that can be shared, see `routes/share/shared-head.ts`. */
			head?: string;
		}
		interface PageData {
			/** The instant a page shows as it was known then. */
			asOf?: string | null;
		}
		/** Of the map page, where a report is opened without a page load. */
		interface PageState {
			report?: number | null;
		}
	}
}

export {};
