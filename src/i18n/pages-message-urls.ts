/** Where the bundler put what only the pages beside the map say. */
import type { Lang } from '#lib/domain/view.ts';
import ar from './split/ar.pages.json?url';
import en from './split/en.pages.json?url';
import es from './split/es.pages.json?url';
import fr from './split/fr.pages.json?url';
import ru from './split/ru.pages.json?url';
import uk from './split/uk.pages.json?url';

export const PAGES_MESSAGE_URLS: Record<Lang, string> = { en, ar, fr, ru, uk, es };
