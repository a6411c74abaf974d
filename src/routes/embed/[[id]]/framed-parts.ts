/** What a framed map can do without until a reader asks for it; one chunk. */
export { default as FramedReport } from './FramedReport.svelte';
export { default as FrameLink } from './FrameLink.svelte';
export { default as Legend } from '#lib/ui/Legend.svelte';
