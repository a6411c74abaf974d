/**
 * How much of what can be sent, apart from the schemas that check it: forms name the limits, and a form should not load
 * the schemas for that.
 */

/** Of a report. Characters, unless named otherwise. The database has the same limits. */
export const LIMITS = {
	text: 4_000,
	place: 200,
	url: 2_000,
	citations: 10,
	contact: 200,
	/** Metres. */
	uncertainty: 1_000_000,
	/** Minutes: two weeks. */
	delay: 14 * 24 * 60,
	title: 120
} as const;

const MIB = 1024 * 1024;

/** Of a file as it arrives. The database has the same limit of files a report. */
export const MEDIA_LIMITS = {
	/** Bytes. */
	image: 20 * MIB,
	video: 50 * MIB,
	/** Pixels of a picture: 40 megapixels. */
	pixels: 40_000_000,
	/** Seconds of a video. */
	duration: 120,
	files: 10,
	/** Characters of a description. */
	alt: 300
} as const;

/** Of a geolocation proof. Characters, unless named otherwise. The database has the same limits. */
export const PROOF_LIMITS = {
	shortest: 20,
	reasoning: 4_000,
	credit: 80,
	links: 10,
	url: 2_000
} as const;
