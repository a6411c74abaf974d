/**
 * A square image for MapLibre, drawn in CSS pixels.
 * @param side CSS pixels
 * @param ratio device pixels to the CSS pixel
 */
export function drawImage(
	side: number,
	ratio: number,
	draw: (context: CanvasRenderingContext2D) => void
): ImageData {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = Math.round(side * ratio);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('This browser gives no 2D canvas, so the map cannot draw its symbols.');
	context.scale(canvas.width / side, canvas.height / side);
	draw(context);
	return context.getImageData(0, 0, canvas.width, canvas.height);
}
