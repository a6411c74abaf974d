/** The library has no types; `plus-code.ts` says which part of it is used. */
declare module 'open-location-code' {
	export const OpenLocationCode: unknown;
}
