/** The names on the wire between the window and the main process. */

export const callChannel = (operation: string) => `keyhaven:${operation}`;

/** What the main process tells the window unasked. */
export const windowEvents = ['job', 'locked'] as const;
export type WindowEvent = (typeof windowEvents)[number];

export const eventChannel = (event: WindowEvent) => `keyhaven:on:${event}`;
