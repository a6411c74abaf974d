import { expect, test } from 'vitest';
import { isForgedWrite } from '../../src/forged-write.ts';

const FORM = 'application/x-www-form-urlencoded';
const HERE = 'https://fronts.example';
const at = (method: string, path: string, headers: Record<string, string>) =>
	isForgedWrite({ method, headers: new Headers(headers) }, new URL(path, HERE));

test.each<[string, string, Record<string, string>, boolean]>([
	['GET', '/me', { origin: 'https://evil.example' }, false],
	['POST', '/me', { origin: HERE, 'content-type': FORM }, false],
	['POST', '/me', { origin: 'https://evil.example', 'content-type': FORM }, true],
	['POST', '/me', { origin: 'null', 'content-type': FORM }, true],
	['POST', '/me', { origin: 'http://fronts.example', 'content-type': 'application/json' }, true],
	// A program sends no origin, and no form.
	['POST', '/api/v1/reports', { 'content-type': 'application/json' }, false],
	...[FORM, 'Multipart/Form-Data; boundary=x', 'text/plain;charset=UTF-8'].map(
		(type): [string, string, Record<string, string>, boolean] => [
			'POST',
			'/me',
			{ 'content-type': type },
			true
		]
	),
	['DELETE', '/submit/media/1', {}, false],
	// A mail program ends letters with a form from nowhere; another site still cannot.
	['POST', '/letters/stop/abc', { 'content-type': FORM }, false],
	['POST', '/letters/stop/abc', { origin: 'https://evil.example', 'content-type': FORM }, true]
])('%s %s with %o: forged is %s', (method, path, headers, isForged) => {
	expect(at(method, path, headers)).toBe(isForged);
});
