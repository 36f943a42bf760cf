import type { EndpointClass } from '../../../../tokens/policy/policy';

/**
 * What an endpoint is for: a class that a policy can allow, market data for everybody, or nothing that a token can ever do.
 * `moves money` is never granted either; that somebody tried it is an alarm.
 */
export type Row = EndpointClass | 'public' | 'never' | 'moves money';

/** By method and path, as OKX writes them: `POST /api/v5/trade/order`. */
export type Rows = Readonly<Record<`${'GET' | 'POST'} /api/v5/${string}`, Row>>;
