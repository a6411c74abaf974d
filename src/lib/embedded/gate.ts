/**
 * One request at a time, in the order they came.
 *
 * PGlite is a single database session: the role and the transaction of one request are those of any other that runs
 * between its BEGIN and its COMMIT. Two people's requests must therefore never overlap. The gate is the only thing
 * that keeps them apart, and the isolation tests are there to fail without it.
 */
export type Gate = <T>(task: () => Promise<T>) => Promise<T>;

export function createGate(): Gate {
	let last: Promise<unknown> = Promise.resolve();
	return (task) => {
		const result = last.then(task, task);
		last = result.catch(() => {});
		return result;
	};
}

/**
 * No order: what comes within one turn of the event loop starts together. Only the isolation tests use it, to see that
 * they can tell the difference.
 */
export function createOpenGate(): Gate {
	let turn: Promise<void> | null = null;
	return (task) => {
		turn ??= new Promise((resolve) =>
			setImmediate(() => {
				turn = null;
				resolve();
			})
		);
		return turn.then(task);
	};
}
