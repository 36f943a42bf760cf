/**
 * The parts of ccxt that the worker touches. The package exports only the whole of itself; the build resolves these files inside it,
 * so that each exchange is a chunk of its own and loaded when it is first asked for.
 */
declare module 'ccxt/js/src/*.js' {
  /** What ccxt reads of an answer. */
  export interface CcxtResponse {
    status: number;
    statusText: string;
    headers: Record<string, string>;
    text(): Promise<string>;
  }

  export interface CcxtRequest {
    method: string;
    headers: Record<string, string>;
    body?: string;
  }

  export interface CcxtExchange {
    urls: { api: unknown };
    fetchImplementation: (url: string, request: CcxtRequest) => Promise<CcxtResponse>;
    AbortError: unknown;
    FetchError: unknown;
    proxiesModulesLoading: Promise<void>;
    enableLastHttpResponse: boolean;
    enableLastResponseHeaders: boolean;
    enableLastJsonResponse: boolean;
    setLastRequest: () => void;
    ethGetAddressFromPrivateKey: (privateKey: string) => string;
    describe(): Record<string, unknown>;
  }

  const Exchange: new (options: Record<string, unknown>) => CcxtExchange;
  export default Exchange;
}
