/** Where the bundler put the texts of each language: one file for the browser, which needs no other. */
import type { Lang } from '#lib/domain/view.ts';
import ar from './messages/ar.json?url';
import en from './messages/en.json?url';
import es from './messages/es.json?url';
import fr from './messages/fr.json?url';
import ru from './messages/ru.json?url';
import uk from './messages/uk.json?url';

export const MESSAGE_URLS: Record<Lang, string> = { en, ar, fr, ru, uk, es };
