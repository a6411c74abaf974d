/** How far the phone's drawer covers the map. */
export const DRAWER_HEIGHTS = ['peek', 'half', 'full'] as const;
export type DrawerHeight = (typeof DRAWER_HEIGHTS)[number];

/** Parts of the window where a drawer that is let go settles at the next height. */
const HALF_FROM = 0.3;
const FULL_FROM = 0.65;

/** @param pixels where the drawer was let go @param windowHeight CSS pixels */
export function settle(pixels: number, windowHeight: number): DrawerHeight {
	const part = pixels / windowHeight;
	return part < HALF_FROM ? 'peek' : part < FULL_FROM ? 'half' : 'full';
}

/** A tap opens step by step; from the top it goes back to half. */
export const nextHeight = (height: DrawerHeight): DrawerHeight => (height === 'half' ? 'full' : 'half');
