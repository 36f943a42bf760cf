import type { EndpointClass } from '../../../../tokens/policy/policy';
import type { NeverReason } from './never';

/** `public` goes out without key and signature; a class can be granted; all else can not. */
export type Row = EndpointClass | 'public' | NeverReason;

/** By method and path: `POST /api/v3/order`. */
export type EndpointTable = Readonly<Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, Row>>;
