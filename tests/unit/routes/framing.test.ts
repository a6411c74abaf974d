import { expect, test } from 'vitest';
import { isForFrames, setFraming } from '../../../src/framing.ts';

const POLICY = "default-src 'self'; worker-src 'self' blob:; frame-ancestors 'self'";
const framed = (route: string | null) => {
	const headers = new Headers({ 'content-security-policy': POLICY });
	setFraming(headers, route);
	return { policy: headers.get('content-security-policy'), options: headers.get('x-frame-options') };
};

test('the bare map may be framed by everybody', () => {
	expect(framed('/embed/[[id]]')).toEqual({
		policy: "default-src 'self'; worker-src 'self' blob: data:; frame-ancestors *",
		options: null
	});
});

test.each([null, '/(map)/[[theatre]]', '/(map)/e/[id]', '/(pages)/about/embed', '/embedded'])(
	'%s only by ourselves',
	(route) => {
		expect(isForFrames(route)).toBe(false);
		expect(framed(route)).toEqual({ policy: POLICY, options: 'SAMEORIGIN' });
	}
);
