/** What a report of a probe says where trading could be tried and was not: a front end that meets it can offer to try. */
export const tradeNotTried = 'Trading was not tried: that is done only when it is asked for.';
