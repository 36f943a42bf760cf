import './platform';
import * as undici from 'undici5';
import { defineMissing } from './define';

// undici 6 and 7 load on Node 16 but fail at the first answer; 5 is the last that works there.
const { fetch, Request, Response, Headers, FormData, File } = undici;
for (const [name, value] of Object.entries({ fetch, Request, Response, Headers, FormData, File })) {
  defineMissing(globalThis, name, value);
}
