/**
 * Algo orders have ids of their own at OKX, of the exchange's and of the client's making, and both may be equal to those of an
 * ordinary order. So everywhere behind the adapter they carry a mark, which no id of OKX can have in it.
 */
const mark = 'algo:';

export const markedId = (id: string): string => mark + id;
export const isMarked = (id: string): boolean => id.startsWith(mark);
/** As OKX knows it. */
export const plainId = (id: string): string => (isMarked(id) ? id.slice(mark.length) : id);
