import type { FeedKind } from '../../domain/source.ts';
import type { Parse } from '../parsed-page.ts';
import type { ConnectorName } from '../post-store.ts';
import { arcgisQuery, parseArcgis } from './arcgis.ts';
import { parseFeed } from './feed.ts';
import { parseReliefweb, reliefwebQuery } from './reliefweb.ts';
import { isPreviewRefused, parseTelegramPreview } from './telegram-preview.ts';
import { parseYoutube } from './youtube.ts';

export type Connector = {
	name: ConnectorName;
	/** Raised when the same bytes would be read differently: it is kept with the evidence. */
	version: number;
	parse: Parse;
	/** A redirect by which the platform says that there is nothing to read here. */
	isRefusal?: (asked: URL, sentTo: URL) => boolean;
};

const FEED: Connector = { name: 'feed', version: 2, parse: parseFeed };
const RELIEFWEB: Connector = { name: 'reliefweb', version: 1, parse: parseReliefweb };
const CONNECTORS: Record<FeedKind, Connector | null> = {
	telegram_preview: {
		name: 'telegram-preview',
		version: 2,
		parse: parseTelegramPreview,
		isRefusal: isPreviewRefused
	},
	rss: FEED,
	youtube_atom: { name: 'youtube', version: 1, parse: parseYoutube },
	api: RELIEFWEB,
	arcgis: { name: 'arcgis', version: 1, parse: parseArcgis },
	none: null
};

/** Null for feeds that are not read by machine. */
export const connectorFor = (kind: FeedKind): Connector | null => CONNECTORS[kind];

/** Names under which interfaces know the operator. */
export type Keys = { reliefwebAppname?: string };
export type Way = { url: string; connector: Connector };

/**
 * How an address of a source is asked, best way first. ReliefWeb answers through its interface where the operator has a
 * name there, and through its feeds otherwise; a layer of a map server is asked for its features. Empty: not at all.
 */
export function waysTo(url: string, kind: FeedKind, keys: Keys): Way[] {
	const connector = connectorFor(kind);
	if (!connector) return [];
	if (kind === 'arcgis') return [{ url: arcgisQuery(url), connector }];
	const query = kind === 'rss' || kind === 'api' ? reliefwebQuery(url, keys.reliefwebAppname) : null;
	const ways = query ? [{ url: query, connector: RELIEFWEB }] : [];
	// The interface without a name refuses everybody.
	return kind === 'api' ? ways : [...ways, { url, connector }];
}
