import { describe, expect, test } from 'vitest';
import { readSettings } from '#lib/server/settings.ts';

const KEY = 'sb_secret_0123456789abcdefghijklmnopqrstuvwxyz';
const PROJECT = {
	SUPABASE_URL: 'https://x.supabase.example',
	SUPABASE_PUBLISHABLE_KEY: KEY,
	SUPABASE_SECRET_KEY: KEY
};

test('an empty environment gives a server on this machine with the demo', () => {
	expect(readSettings({})).toEqual({
		PORT: 4173,
		HOST: '127.0.0.1',
		DATA_DIR: './.data',
		DEMO: true,
		INGEST: true,
		ALLOW_LOOPBACK_FEEDS: false,
		LOG_LEVEL: 'info'
	});
});

test('what is set is read, what is not ours is ignored', () => {
	const settings = readSettings({
		PORT: '0',
		HOST: '0.0.0.0',
		DEMO: 'off',
		INGEST: 'off',
		LOG_LEVEL: 'debug',
		PATH: '/bin'
	});
	expect(settings).toMatchObject({
		PORT: 0,
		HOST: '0.0.0.0',
		DEMO: false,
		INGEST: false,
		LOG_LEVEL: 'debug'
	});
	expect(settings).not.toHaveProperty('PATH');
});

test('a hosted project is its address and both keys', () => {
	expect(readSettings(PROJECT)).toMatchObject(PROJECT);
});

describe('a wrong value names itself and what is allowed', () => {
	test.each([
		['PORT', 'eighty', 'must be a port number, 0 to 65535'],
		['PORT', '65536', 'must be a port number, 0 to 65535'],
		['PORT', '-1', 'must be a port number, 0 to 65535'],
		['HOST', '', 'may not be empty'],
		['DATA_DIR', '', 'may not be empty'],
		['ORIGIN', 'fronts.example', 'must be an address such as https://fronts.example'],
		['ORIGIN', 'ftp://fronts.example', 'must be an address such as https://fronts.example'],
		['DEMO', 'true', 'must be on or off'],
		['INGEST', '1', 'must be on or off'],
		['ALLOW_LOOPBACK_FEEDS', 'yes', 'must be on or off'],
		['INGEST_CONTACT', 'x'.repeat(201), 'may have 200 characters'],
		['LOG_LEVEL', 'loud', 'must be silent, error, warn, info or debug']
	])('%s=%s', (name, value, allowed) => {
		expect(() => readSettings({ [name]: value })).toThrow(`${name} ${JSON.stringify(value)}: ${allowed}`);
	});

	test('all wrong ones are named at once', () => {
		const read = () => readSettings({ PORT: 'x', DEMO: 'x', LOG_LEVEL: 'x' });
		for (const name of ['PORT', 'DEMO', 'LOG_LEVEL']) expect(read).toThrow(name);
	});
});

describe('a value that may be a secret is never repeated', () => {
	test.each([
		['SUPABASE_SECRET_KEY', 'hunter2'],
		['SUPABASE_PUBLISHABLE_KEY', 'hunter2'],
		['SUPABASE_URL', 'hunter2.example'],
		['DATABASE_URL', 'mysql://root:hunter2@example.org/fronts']
	])('%s', (name, value) => {
		const read = () => readSettings({ ...PROJECT, [name]: value });
		expect(read).toThrow(`${name}: must`);
		expect(read).not.toThrow('hunter2');
	});
});

describe('settings that belong together', () => {
	test.each(Object.keys(PROJECT))('a hosted project without %s is refused', (name) => {
		expect(() => readSettings({ ...PROJECT, [name]: undefined })).toThrow('belong together');
	});

	test('two databases are refused', () => {
		expect(() => readSettings({ ...PROJECT, DATABASE_URL: 'postgres://example.org/fronts' })).toThrow(
			'not both'
		);
	});
});
