/** Set in the environment of the process that waits to clear the clipboard; its value says nothing. */
export const clearerVariable = 'KEYHAVEN_CLIPBOARD_CLEARER';
