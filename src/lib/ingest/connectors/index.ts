import type { FeedKind } from '../../domain/source.ts';
import type { Parse } from '../parsed-page.ts';
import type { ConnectorName } from '../post-store.ts';
import { parseFeed } from './feed.ts';
import { isPreviewRefused, parseTelegramPreview } from './telegram-preview.ts';
import { parseYoutube } from './youtube.ts';

export type Connector = {
	name: ConnectorName;
	parse: Parse;
	/** A redirect by which the platform says that there is nothing to read here. */
	isRefusal?: (asked: URL, sentTo: URL) => boolean;
};

const CONNECTORS: Partial<Record<FeedKind, Connector>> = {
	telegram_preview: { name: 'telegram-preview', parse: parseTelegramPreview, isRefusal: isPreviewRefused },
	rss: { name: 'feed', parse: parseFeed },
	youtube_atom: { name: 'youtube', parse: parseYoutube }
};

/** Null for feeds that are not read by machine. */
export const connectorFor = (kind: FeedKind): Connector | null => CONNECTORS[kind] ?? null;
