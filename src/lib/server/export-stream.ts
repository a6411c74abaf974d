/** Pages of reports as bytes, at the pace of whoever reads them. */
import type { Exporter, ExportHead, ExportRow } from '#lib/publish/export-row.ts';

/** Each holds a connection and two pages. */
const MOST_AT_ONCE = 4;
/** A reader who takes nothing for so long is gone. Milliseconds. */
const PATIENCE = 120_000;

let open = 0;

/** Whether another export may begin now. */
export const hasRoom = (): boolean => open < MOST_AT_ONCE;

/** The file; it counts as open until it was read, given up or left lying. */
export function exportStream(
	pages: AsyncGenerator<readonly ExportRow[]>,
	exporter: Exporter,
	head: ExportHead
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let isFirst = true;
	let isOpen = true;
	let patience: NodeJS.Timeout | undefined;
	open++;

	function close(): void {
		clearTimeout(patience);
		if (isOpen) open--;
		isOpen = false;
		void pages.return(undefined);
	}

	function waitFor(controller: ReadableStreamDefaultController<Uint8Array>): void {
		clearTimeout(patience);
		patience = setTimeout(() => {
			controller.error(new Error('nobody read the export'));
			close();
		}, PATIENCE);
		patience.unref();
	}

	return new ReadableStream<Uint8Array>(
		{
			start: (controller) => controller.enqueue(encoder.encode(exporter.head(head))),
			async pull(controller) {
				try {
					const page = await pages.next();
					if (!isOpen) return;
					if (page.done) {
						controller.enqueue(encoder.encode(exporter.tail()));
						controller.close();
						return close();
					}
					let text = '';
					for (const row of page.value) {
						text += exporter.row(row, head.origin, isFirst);
						isFirst = false;
					}
					controller.enqueue(encoder.encode(text));
					waitFor(controller);
				} catch (problem) {
					close();
					throw problem;
				}
			},
			cancel: close
		},
		{ highWaterMark: 1 }
	);
}
