/** Where the bundler put the texts of each language: one file for the browser, which needs no other. */
import type { Lang } from '#lib/domain/view.ts';
import ar from './split/ar.json?url';
import en from './split/en.json?url';
import es from './split/es.json?url';
import fr from './split/fr.json?url';
import ru from './split/ru.json?url';
import uk from './split/uk.json?url';

export const MESSAGE_URLS: Record<Lang, string> = { en, ar, fr, ru, uk, es };
