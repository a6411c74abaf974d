/** Cards as PNG. Drawing takes some milliseconds of the server's thread; the encoding runs in others. */
import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { Card } from '#lib/publish/card.ts';
import { registerFonts } from './fonts.ts';
import { paintCard } from './paint-card.ts';

/** What every messenger still takes for a preview. Bytes. */
const MOST_BYTES = 600_000;

/**
 * The same card gives the same bytes. sharp encodes in a quarter of the canvas' own time, and smaller; the largest
 * cards, which would still be too heavy, get a palette of 256 colours.
 * @throws Error when a font is not there
 */
export async function drawCard(card: Card): Promise<Uint8Array<ArrayBuffer>> {
	registerFonts();
	const width = Math.round(card.scene.width * card.scale);
	const height = Math.round(card.scene.height * card.scale);
	const canvas = createCanvas(width, height);
	const ctx = canvas.getContext('2d');
	ctx.scale(card.scale, card.scale);
	paintCard(ctx, card);
	// As they lie in memory: nothing on a card is translucent. A copy, for the canvas may go before the encoder is done.
	const pixels = sharp(Buffer.from(canvas.data()), { raw: { width, height, channels: 4 } }).removeAlpha();
	const png = await pixels.clone().png({ compressionLevel: 6 }).toBuffer();
	if (png.length <= MOST_BYTES) return new Uint8Array(png);
	return new Uint8Array(await pixels.png({ palette: true, effort: 3 }).toBuffer());
}
