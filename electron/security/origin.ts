export const scheme = 'keyhaven';

/** The one place the window's page comes from. */
export const origin = `${scheme}://app`;
export const startPage = `${origin}/index.html`;
export const quickPage = `${origin}/quick.html`;

/** Whether an address lies in our own page. Compared as text, since `URL.origin` is `null` for schemes that Node does not know. */
export const isOwn = (url: string): boolean => url.startsWith(`${origin}/`);
