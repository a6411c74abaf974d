/** A PostgreSQL of the tests' own, with PostGIS and pgTAP, in a folder of its own; removed afterwards. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { installFromDebian } from './chromium.ts';

export type NativePostgres = {
	/** Its address without a database: append "/postgres", or one that was created. */
	base: string;
	/** The client program of the same version. */
	psql: string;
	/** Ends it, whoever is still connected, and removes its folder. */
	stop(): Promise<void>;
};

/** Starts it, or says why that is not possible here. */
export async function startNativePostgres(): Promise<NativePostgres | { unavailable: string }> {
	const bin = binaries() ?? (installFromDebian(debianPackages()) ? binaries() : null);
	if (!bin) {
		return {
			unavailable:
				'PostgreSQL with PostGIS and pgTAP is not installed (Debian: apt-get install postgresql postgresql-15-postgis-3 ' +
				'postgresql-15-pgtap; macOS: brew install postgresql postgis pgtap)'
		};
	}
	const folder = mkdtempSync(join(tmpdir(), 'fronts-postgres-'));
	const owner = ownerOf(folder);
	if (!owner)
		return { unavailable: 'PostgreSQL does not run as root and there is no user postgres to run it as' };
	const data = join(folder, 'data');
	const port = await freePort();
	execFileSync(
		join(bin, 'initdb'),
		['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust'],
		{
			...owner,
			stdio: 'ignore',
			env: {}
		}
	);
	const settings = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: folder,
		fsync: 'off',
		max_connections: '60'
	};
	const server: ChildProcess = spawn(
		join(bin, 'postgres'),
		[
			'-D',
			data,
			'-p',
			String(port),
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
		],
		{ ...owner, stdio: 'ignore', env: {} }
	);
	const base = `postgres://postgres@127.0.0.1:${port}`;
	// A test run that ends early must not leave a server behind.
	const abandon = () => server.kill('SIGQUIT');
	process.once('exit', abandon);
	const stop = async () => {
		process.off('exit', abandon);
		await end(server);
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await untilReady(`${base}/postgres`, server);
	} catch (error) {
		await stop();
		throw error;
	}
	return { base, psql: join(bin, 'psql'), stop };
}

/** How long a server may take to end its sessions, milliseconds. */
const GRACE = 5_000;

/** Asks for a fast shutdown, which ends the sessions of others; one that does not come is forced. */
async function end(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const exited = once(server, 'exit');
	server.kill('SIGINT');
	// On SIGQUIT the server ends its children itself; on SIGKILL they would outlive it for a moment.
	const force = setTimeout(() => server.kill('SIGQUIT'), GRACE);
	const kill = setTimeout(() => server.kill('SIGKILL'), 2 * GRACE);
	await exited;
	clearTimeout(force);
	clearTimeout(kill);
}

/** The folder of a complete installation: server, PostGIS and pgTAP. */
function binaries(): string | null {
	const candidates = existsSync('/usr/lib/postgresql')
		? readdirSync('/usr/lib/postgresql').map((version) => ({
				bin: `/usr/lib/postgresql/${version}/bin`,
				extensions: `/usr/share/postgresql/${version}/extension`
			}))
		: fromPgConfig();
	const complete = candidates.find(
		({ bin, extensions }) =>
			existsSync(join(bin, 'postgres')) &&
			['postgis.control', 'pgtap.control'].every((file) => existsSync(join(extensions, file)))
	);
	return complete?.bin ?? null;
}

function fromPgConfig() {
	try {
		const ask = (what: string) => execFileSync('pg_config', [what], { encoding: 'utf8' }).trim();
		return [{ bin: ask('--bindir'), extensions: join(ask('--sharedir'), 'extension') }];
	} catch {
		return [];
	}
}

/** Debian's packages carry the version of PostgreSQL in their names: 15 in bookworm, 17 in trixie. */
function debianPackages(): string[] {
	const version = existsSync('/etc/debian_version')
		? execFileSync(
				'sh',
				['-c', "apt-cache depends postgresql 2>/dev/null | sed -n 's/.*Depends: postgresql-//p' | head -1"],
				{ encoding: 'utf8' }
			).trim()
		: '';
	const major = version || '15';
	return [`postgresql-${major}`, `postgresql-${major}-postgis-3`, `postgresql-${major}-pgtap`];
}

/** PostgreSQL refuses to run as root: there it runs as its own user. */
function ownerOf(folder: string): { uid?: number; gid?: number } | null {
	if (process.getuid?.() !== 0) return {};
	try {
		const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
		const owner = { uid: id('-u'), gid: id('-g') };
		chownSync(folder, owner.uid, owner.gid);
		chmodSync(folder, 0o755);
		return owner;
	} catch {
		return null;
	}
}

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, 'close');
	return port;
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
	for (let attempt = 0; attempt < 150; attempt++) {
		if (server.exitCode !== null) throw new Error(`PostgreSQL ended at start with code ${server.exitCode}`);
		const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
		try {
			await sql`select 1`;
			return;
		} catch {
			await new Promise((resolve) => setTimeout(resolve, 200));
		} finally {
			await sql.end({ timeout: 1 }).catch(() => {});
		}
	}
	throw new Error('PostgreSQL did not become ready within 30 s');
}
