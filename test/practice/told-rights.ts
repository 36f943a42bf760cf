import type { StyleId } from '../../practice/state';

/**
 * What a key of an exchange may do when it has one right, from the exchanges' documentation and not from the inspectors. Rights of
 * Keyhaven in one text: `spotTrade` is a yes, `borrow?` stands for unknown, and all that is not named is a no.
 */
export interface Told {
  readonly style: StyleId;
  readonly kind?: string;
  /** What the person chose beside the rights. */
  readonly chosen?: object;
  /** Without these the question itself is refused, or the other rights stand for nothing; all keys of the table have them. */
  readonly base?: readonly string[];
  /** What the exchange tells of no key, and what a key has by the base alone. */
  readonly always: string;
  /** By the exchange's own word. */
  readonly rights: Readonly<Record<string, string>>;
  /** Words that Keyhaven has no right for: told as they are, and then the report is not exact. */
  readonly others?: readonly string[];
  readonly granularity?: 'coarse';
  /** Several together that say more than each alone. */
  readonly together?: readonly (readonly [rights: readonly string[], told: string])[];
}

export const toldRights: readonly Told[] = [
  {
    style: 'binance',
    base: ['enableReading'],
    always: 'read subAccount? convert? earn? fiatP2p?',
    rights: {
      enableReading: '',
      enableWithdrawals: 'withdraw',
      enableInternalTransfer: 'transfer subAccount',
      enableMargin: 'borrow',
      enableFutures: 'futuresTrade',
      permitsUniversalTransfer: 'transfer',
      enableVanillaOptions: 'optionsTrade',
      enableFixApiTrade: 'spotTrade',
      enableFixReadOnly: '',
      enableSpotAndMarginTrading: 'spotTrade',
      enablePortfolioMarginTrading: 'marginTrade futuresTrade borrow?',
    },
    together: [[['enableSpotAndMarginTrading', 'enableMargin'], 'spotTrade marginTrade borrow']],
  },
  {
    style: 'okx',
    base: ['read_only'],
    // Options trading is not activated on the practice account.
    always: 'read borrow? convert? earn? fiatP2p?',
    rights: {
      read_only: '',
      trade: 'spotTrade marginTrade futuresTrade transfer subAccount',
      withdraw: 'withdraw',
    },
    granularity: 'coarse',
  },
  {
    style: 'bybit',
    kind: 'read-write',
    base: ['Read-Write'],
    always: 'read borrow?',
    rights: {
      'Read-Write': '',
      Order: 'futuresTrade',
      Position: 'futuresTrade',
      SpotTrade: 'spotTrade marginTrade',
      AccountTransfer: 'transfer',
      SubMemberTransfer: 'transfer subAccount',
      SubMemberTransferList: 'transfer subAccount',
      Withdraw: 'withdraw',
      // "Also USDC perpetual".
      OptionsTrade: 'optionsTrade futuresTrade',
      DerivativesTrade: 'futuresTrade',
      ExchangeHistory: 'convert',
      Earn: 'earn',
      FiatP2POrder: 'fiatP2p',
      Advertising: 'fiatP2p',
    },
    others: [
      ...['CopyTrading', 'BlockTrade', 'NFTQueryProductList', 'Affiliate', 'FiatConvertBrokerOrder', 'FaitPayOrder'],
      ...['FiatGlobalPayOrder', 'BitCard', 'ByXPost'],
    ],
  },
  {
    style: 'bybit',
    kind: 'read-only',
    always: 'read',
    rights: { SpotTrade: '', Order: '', Withdraw: '', SubMemberTransfer: '', BlockTrade: '' },
  },
  {
    style: 'kraken',
    always: 'futuresTrade? optionsTrade? transfer? borrow? convert? subAccount? fiatP2p?',
    rights: {
      'query-funds': 'read',
      'query-ledger': 'read',
      'export-data': 'read',
      'query-open-trades': 'read',
      'query-closed-trades': 'read',
      // Margin comes with it, where the account has any; that is not told.
      'modify-trades': 'spotTrade marginTrade?',
      'close-trades': '',
      'add-funds': '',
      'withdraw-funds': 'withdraw',
      'earn-funds': 'earn',
      'add-withdraw-address': '',
      'update-withdraw-address': '',
      'create-ws-token': '',
    },
  },
  {
    style: 'kucoin',
    always: 'optionsTrade? convert? subAccount? fiatP2p?',
    rights: {
      General: 'read',
      Spot: 'spotTrade',
      Margin: 'marginTrade borrow',
      Futures: 'futuresTrade',
      InnerTransfer: 'transfer',
      Transfer: 'withdraw transfer?',
      Earn: 'earn',
      Unified: 'spotTrade? marginTrade? futuresTrade? borrow?',
    },
  },
  {
    style: 'gate',
    base: ['account.read_only'],
    always: 'read convert? subAccount? fiatP2p?',
    rights: {
      // Which of the rights to write includes withdrawing is not said.
      ...{ 'wallet.read_only': '', 'wallet.read_write': 'transfer withdraw?' },
      // "Spot" is spot and margin.
      ...{ 'spot.read_only': '', 'spot.read_write': 'spotTrade marginTrade withdraw?' },
      ...{ 'margin.read_only': '', 'margin.read_write': 'marginTrade borrow? withdraw?' },
      ...{ 'futures.read_only': '', 'futures.read_write': 'futuresTrade withdraw?' },
      ...{ 'delivery.read_only': '', 'delivery.read_write': 'futuresTrade withdraw?' },
      ...{ 'options.read_only': '', 'options.read_write': 'optionsTrade withdraw?' },
      ...{ 'earn.read_only': '', 'earn.read_write': 'earn withdraw?' },
      ...{ 'custody.read_only': '', 'custody.read_write': 'withdraw?' },
      ...{ 'account.read_only': '', 'account.read_write': 'withdraw?' },
      ...{ 'loan.read_only': '', 'loan.read_write': 'borrow withdraw?' },
      ...{ 'unified.read_only': '', 'unified.read_write': 'borrow? withdraw?' },
      ...{ 'copy.read_only': '', 'copy.read_write': 'withdraw?' },
    },
  },
  {
    style: 'bitget',
    kind: 'classic account',
    always: 'read marginTrade? optionsTrade? transfer? borrow? convert? earn? subAccount? fiatP2p? withdraw?',
    rights: { stor: '', stow: 'spotTrade', coor: '', coow: 'futuresTrade' },
    others: ['wtor', 'wtow', 'trow', 'p2pr', 'p2pw'],
    granularity: 'coarse',
  },
  {
    style: 'bitget',
    kind: 'unified account, read and write',
    chosen: { unified: true },
    base: ['read-and-write'],
    always: 'read optionsTrade? borrow? convert? earn? subAccount? fiatP2p?',
    rights: {
      'read-and-write': '',
      uta_mgt: 'transfer',
      uta_trade: 'spotTrade marginTrade futuresTrade',
      withdraw: 'withdraw',
      copy_futures_position: '',
      copy_futures_order: '',
    },
    granularity: 'coarse',
  },
  {
    style: 'bitget',
    kind: 'unified account, read-only',
    chosen: { unified: true },
    always: 'read optionsTrade? borrow? convert? earn? subAccount? fiatP2p?',
    rights: { uta_mgt: '', uta_trade: '', withdraw: '' },
    granularity: 'coarse',
  },
  {
    style: 'mexc',
    always: 'marginTrade? optionsTrade? borrow? convert? earn? subAccount? fiatP2p?',
    rights: {
      ...{ SPOT_ACCOUNT_READ: 'read', SPOT_ACCOUNT_WRITE: '' },
      ...{ SPOT_DEAL_READ: 'read', SPOT_DEAL_WRITE: 'spotTrade' },
      ...{ CONTRACT_ACCOUNT_READ: 'read', CONTRACT_ACCOUNT_WRITE: '' },
      ...{ CONTRACT_DEAL_READ: 'read', CONTRACT_DEAL_WRITE: 'futuresTrade' },
      ...{ SPOT_TRANSFER_READ: '', SPOT_TRANSFER_WRITE: 'transfer' },
      ...{ SPOT_DEPOSIT_READ: '', SPOT_DEPOSIT_WRITE: '' },
      // Also to other users of MEXC.
      ...{ SPOT_WITHDRAW_READ: '', SPOT_WITHDRAW_WRITE: 'withdraw transfer' },
    },
  },
  {
    style: 'bitfinex',
    always: 'optionsTrade? convert? subAccount? fiatP2p?',
    rights: {
      ...{ 'account.read': '', 'account.write': '' },
      ...{ 'history.read': 'read', 'history.write': '' },
      // Derivatives are traded by the same orders, where the account has any; that is not told.
      ...{ 'orders.read': '', 'orders.write': 'spotTrade marginTrade futuresTrade?' },
      ...{ 'positions.read': '', 'positions.write': 'futuresTrade?' },
      ...{ 'funding.read': '', 'funding.write': 'borrow earn' },
      ...{ 'settings.read': '', 'settings.write': '' },
      ...{ 'wallets.read': 'read', 'wallets.write': 'transfer' },
      ...{ 'withdraw.read': '', 'withdraw.write': 'withdraw' },
      // What it lets a key do is not said.
      ...{ 'ui_withdraw.read': '', 'ui_withdraw.write': 'withdraw?' },
      ...{ 'bfxpay.read': '', 'bfxpay.write': '' },
    },
  },
  {
    style: 'coinbase',
    always: 'marginTrade? optionsTrade? borrow? convert? earn? subAccount? fiatP2p?',
    rights: { can_view: 'read', can_trade: 'spotTrade futuresTrade?', can_transfer: 'transfer withdraw' },
    granularity: 'coarse',
  },
];
