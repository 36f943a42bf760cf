/** `permissions` of "Get API Key Information", with the names that its lists may hold. Source: Bybit v5 docs, seen 2026-11. */
export const permissionGroups = {
  ContractTrade: ['Order', 'Position'],
  Spot: ['SpotTrade'],
  Wallet: ['AccountTransfer', 'SubMemberTransfer', 'SubMemberTransferList', 'Withdraw'],
  Options: ['OptionsTrade'],
  Derivatives: ['DerivativesTrade'],
  CopyTrading: ['CopyTrading'],
  BlockTrade: ['BlockTrade'],
  Exchange: ['ExchangeHistory'],
  NFT: ['NFTQueryProductList'],
  Affiliate: ['Affiliate'],
  Earn: ['Earn'],
  FiatP2P: ['FiatP2POrder', 'Advertising'],
  FiatConvertBroker: ['FiatConvertBrokerOrder'],
  FiatBitPay: ['FaitPayOrder'],
  FiatGlobalPay: ['FiatGlobalPayOrder'],
  BitCard: ['BitCard'],
  ByXPost: ['ByXPost'],
} as const satisfies Record<string, readonly string[]>;

/** On Bybit's page a key is "Read-Only" or "Read-Write": one without it may look only, whatever its lists say. */
export const readWrite = 'Read-Write';

export const rightNames = [readWrite, ...Object.values(permissionGroups).flat()] as const;

/** What a look at the wallet needs: one of the rights that have to do with its money. */
export const walletRights = ['Order', 'Position', 'SpotTrade', 'OptionsTrade', 'DerivativesTrade', 'AccountTransfer'];
