/** Why an endpoint can never be granted. `alarm`: whoever calls it tries to move money out, and the token is frozen. */
export const never = {
  withdrawal: { alarm: true, reason: 'withdrawals can never be granted' },
  transfer: { alarm: true, reason: 'transfers can never be granted' },
  giftCode: { alarm: true, reason: 'gift codes can never be granted' },
  giftCodeRead: { alarm: false, reason: 'gift codes can never be granted' },
  addressBook: { alarm: false, reason: 'the withdrawal address book can never be granted' },
  convert: { alarm: false, reason: 'conversion can never be granted' },
  earn: { alarm: false, reason: 'earn products can never be granted' },
  borrow: { alarm: false, reason: 'borrowing and repaying can never be granted' },
  subAccount: { alarm: false, reason: 'sub-accounts can never be granted' },
  broker: { alarm: false, reason: 'the administration of referrals and brokers can never be granted' },
  keys: { alarm: false, reason: 'the administration of API keys can never be granted' },
  settings: { alarm: false, reason: 'account settings can never be granted' },
  positionMargin: { alarm: false, reason: 'margin of a position can not be limited, so it can never be moved' },
  stream: { alarm: false, reason: 'private streams are not served yet' },
  algo: { alarm: false, reason: 'orders that Binance works over time are not served' },
  stocks: { alarm: false, reason: 'stocks are not served' },
  options: { alarm: false, reason: 'options are not served' },
  portfolioMargin: { alarm: false, reason: 'portfolio margin is not served' },
  keyOnly: { alarm: false, reason: 'calls with a key but no signature are not served' },
  orderSize: { alarm: false, reason: 'the request does not say the side and size of what it trades' },
} as const satisfies Readonly<Record<string, { readonly alarm: boolean; readonly reason: string }>>;

export type NeverReason = keyof typeof never;
