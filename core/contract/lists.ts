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

/** Why a key has a date: the person's own policy, what the exchange says of it, what is known of its keys, or that it is not used. */
export const dueKinds = ['policy', 'expires', 'rule', 'tradingLapses', 'inactivity'] as const;
export type DueKind = (typeof dueKinds)[number];

/** How near a due date is when its reminder comes. */
export const reminderStages = ['early', 'soon', 'lastDay'] as const;
export type ReminderStage = (typeof reminderStages)[number];
