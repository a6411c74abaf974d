/** Areas of control: snapshots, what they draw, and what changed between two. */
import type { Feature, FeatureCollection } from 'geojson';
import type { ControlProperties, ControlSnapshot } from '#lib/domain/control-area.ts';
import type { Instant } from '#lib/domain/event-time.ts';
import { toInstant } from '#lib/domain/event-time.ts';
import { call, type Database } from './database.ts';

type ControlFeature = Feature<FeatureCollection['features'][number]['geometry'], ControlProperties>;
export type ControlFeatures = FeatureCollection<ControlFeature['geometry'], ControlProperties>;

/** All that was published at an instant (null: now), oldest day first. */
export async function snapshots(db: Database, knownAt: Instant | null): Promise<ControlSnapshot[]> {
	const rows = await call<ControlSnapshot[]>(db, 'control_snapshots_at', { known_at: knownAt });
	return rows.map((row) => ({ ...row, published_at: toInstant(row.published_at) }));
}

/** Areas and front line of a published snapshot; none of one that does not exist. */
export async function features(db: Database, snapshot: number): Promise<ControlFeatures> {
	const list = await call<ControlFeature[] | null>(db, 'control_features', { snapshot });
	return { type: 'FeatureCollection', features: list ?? [] };
}

/** Where side or status differ between two snapshots, the largest first. */
export async function changes(db: Database, earlier: number, later: number): Promise<ControlFeatures> {
	const list = await call<ControlFeature[] | null>(db, 'control_changes', { earlier, later });
	return { type: 'FeatureCollection', features: list ?? [] };
}
