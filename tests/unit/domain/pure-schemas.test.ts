import { expect, test } from 'vitest';
import { markPure } from '#lib/domain/pure-schemas.js';

test('every call that only makes a schema is marked, and nothing else', () => {
	expect(markPure('const A = v.pipe(v.string(), v.check((x) => x.length > 1));')).toBe(
		'const A = /* @__PURE__ */ v.pipe(/* @__PURE__ */ v.string(), /* @__PURE__ */ v.check((x) => x.length > 1));'
	);
	expect(markPure('const line = (most) => v.maxLength(most); const B = v.pipe(line(A.b), outline(3));')).toBe(
		'const line = (most) => /* @__PURE__ */ v.maxLength(most); ' +
			'const B = /* @__PURE__ */ v.pipe(/* @__PURE__ */ line(A.b), outline(3));'
	);
	for (const code of [
		'div.pipe(a)',
		'$v.pipe(a)',
		'a.v.pipe(b)',
		'v.length',
		'type A = v.InferOutput<typeof B>'
	])
		expect(markPure(code)).toBe(code);
});
