/** The product's closed lists, bare: for the terminal, which starts sooner without the schemas made of them. */

export const rights = [
  'read',
  'spotTrade',
  'marginTrade',
  'futuresTrade',
  'optionsTrade',
  'transfer',
  'borrow',
  'convert',
  'earn',
  'subAccount',
  'fiatP2p',
  'withdraw',
] as const;

export const purposes = ['tracker', 'spotBot', 'marginBot', 'futuresBot', 'copyTrading', 'manual'] as const;

/** Fields that a credential may have, in ccxt's names; the person sees the exchange's own words. */
export const secretFields = [
  'apiKey',
  'secret',
  'password',
  'uid',
  'accountId',
  'login',
  'twofa',
  'privateKey',
  'walletAddress',
  'token',
] as const;

/** What can be wrong with a key; the table stands in core/findings. */
export const findingKinds = [
  'canWithdraw',
  'noIpList',
  'expiresSoon',
  'tradingLapsesSoon',
  'broaderThanPurpose',
  'lacksNeeded',
  'testFailed',
  'untested',
  'idleEndsSoon',
  'unused',
  'storedTwice',
  'old',
  'notTestedLately',
  'clockOff',
  'accountBlocks',
  'wrongRegion',
  'practiceAmongReal',
  'secondFactorUnconfirmed',
] as const;

export const keyKinds = ['hmac', 'rsa', 'ed25519', 'ec', 'wallet', 'sent'] as const;

/** Exchanges whose style the practice exchange speaks; their practice ids are `practice:<id>`. */
export const practiceStyles = [
  'binance',
  'okx',
  'bybit',
  'kraken',
  'kucoin',
  'gate',
  'bitget',
  'mexc',
  'bitfinex',
  'coinbase',
] as const;

/** How the practice exchange can misbehave. */
export const practiceFaults = [
  'none',
  'slow',
  'failing',
  'rateLimited',
  'html',
  'clockOff',
  'ipRefused',
  'cut',
  'maintenance',
] as const;

/** What tokens can raise; the texts stand in core/tokens/alarms. */
export const alarmKinds = [
  'withdrawalAttempted',
  'unknownPhantoms',
  'endedPhantom',
  'firstUseOfClass',
  'changedRequest',
  'budgetNearlyUsed',
  'expiredInUse',
  'portTaken',
  'clockOff',
  'keyGone',
  'ordersUnknown',
] as const;

/** Why a key must be replaced or used by a day; the texts stand in core/rotation/due. */
export const dueKinds = [
  /** The exchange says when the key ends. */
  'expires',
  /** The exchange says when the right to trade lapses. */
  'tradingLapses',
  /** A rule known of the exchange's keys ends it. */
  'ruleEnds',
  /** A rule known of the exchange's keys takes rights from it. */
  'ruleLapses',
  /** It dies of disuse. */
  'idle',
  /** It is to be replaced every so many days. */
  'policy',
] as const;
