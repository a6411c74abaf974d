import { createExpression } from '@maplibre/maplibre-gl-style-spec';

/** What MapLibre makes of an expression for a point with these properties. */
export function evaluate(expression: unknown, properties: Record<string, unknown>, zoom = 8): unknown {
	const parsed = createExpression(expression, 'test');
	if (parsed.result === 'error') throw new Error(parsed.value.map(({ message }) => message).join('; '));
	return parsed.value.evaluate({ zoom }, { type: 1, properties });
}
