/** The recovery code as people handle it: eight groups of four, written with hyphens, typed as it comes. */
export const recoveryLength = 32;

/** The signs alone, without spaces and hyphens; main reads look-alikes as the same. */
export const signsOf = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

export const groupsOf = (code: string): string[] => signsOf(code).match(/.{1,4}/g) ?? [];
