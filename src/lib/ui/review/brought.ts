/** What the server said to an act on something that was brought to a report. */
export type BroughtAnswer = { act: string; item: string; done?: boolean; problem?: string };

/** One of the ways a form can be sent, as a button says it. */
export type BroughtAct = { act: string; label: string };
