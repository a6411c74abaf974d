/**
 * A map in a frame whose sandbox takes its origin away asks for its own scripts, letters and basemap as a stranger
 * does. They are files, answered before any hook of ours runs: the server's own announcement of a request comes first.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the build made, and the basemap: the same for everybody. */
const OPEN = /^\/(_app|basemap)\//;

type Started = { request: IncomingMessage; response: ServerResponse };

export const openAssets = (): void =>
	subscribe('http.server.request.start', (message) => {
		const { request, response } = message as Started;
		if (OPEN.test(request.url ?? '')) response.setHeader('Access-Control-Allow-Origin', '*');
	});
