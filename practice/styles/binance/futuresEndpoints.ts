import { open, type Endpoints } from './endpoint';
import { futuresExchangeInfo } from './futuresMarkets';
import { time } from './spotEndpoints';

export const futuresEndpoints: Endpoints = {
  'GET /fapi/v1/ping': open(() => ({})),
  'GET /fapi/v1/time': open(time),
  'GET /fapi/v1/exchangeInfo': open(futuresExchangeInfo('usdm')),
  'GET /dapi/v1/ping': open(() => ({})),
  'GET /dapi/v1/time': open(time),
  'GET /dapi/v1/exchangeInfo': open(futuresExchangeInfo('coinm')),
};
