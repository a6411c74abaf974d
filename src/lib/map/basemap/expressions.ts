/** The few expression shapes the layers share. */
import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';

export type Stop = number | string | ExpressionSpecification;

/** Values between zoom stops, straight. */
export const byZoom = (...stops: Stop[]): ExpressionSpecification =>
	['interpolate', ['linear'], ['zoom'], ...stops] as ExpressionSpecification;

/** Values between zoom stops, growing faster the closer one looks. */
export const growing = (...stops: Stop[]): ExpressionSpecification =>
	['interpolate', ['exponential', 1.4], ['zoom'], ...stops] as ExpressionSpecification;
