import type { Fields, Inspector, Parameters, ReportPart, Said } from './inspector';

/** What an exchange is to say: an answer, or `refused(…)`; a function hears what it was asked with. */
type Script = Readonly<Record<string, unknown>>;

class Refusal {
  readonly body: unknown;
  readonly status: number;
  constructor(body: unknown, status: number) {
    this.body = body;
    this.status = status;
  }
}

export const refused = (body: unknown, status = 400) => new Refusal(body, status);

const isScript = (value: unknown): value is (parameters: Parameters) => unknown => typeof value === 'function';

class GivenUp extends Error {}

export const now = Date.UTC(2026, 10, 24);

/** What an inspector makes of scripted answers: its report, null for a shape that it does not know, `gave up` where it ended with a refusal. */
export async function asked(
  inspector: Inspector,
  script: Script,
  {
    fields = {},
    probeTrade = false,
    address = null,
  }: { fields?: Fields; probeTrade?: boolean; address?: string | null } = {},
): Promise<{ report: ReportPart | null | 'gave up'; calls: string[] }> {
  const calls: string[] = [];
  const attempt = async (name: string, parameters: Parameters = {}): Promise<Said> => {
    calls.push(name);
    if (!Object.hasOwn(inspector.calls, name)) throw new RangeError(name);
    const scripted = script[name];
    const said = isScript(scripted) ? scripted(parameters) : scripted;
    return said instanceof Refusal ? { refusal: said.body, status: said.status } : { answer: said };
  };
  const giveUp = (): never => {
    throw new GivenUp();
  };
  const asking = {
    fields,
    nowMs: now,
    probeTrade,
    imaginary: {
      uuid: '11111111-2222-4333-8444-555555555555',
      number: 912_345_678_901_234,
      long: '9123456789012345678',
    },
    attempt,
    call: async (name: string, parameters?: Parameters) => {
      const said = await attempt(name, parameters);
      return 'answer' in said ? said.answer : giveUp();
    },
    giveUp,
    addressOf: () => address,
  };
  const report = await inspector.ask(asking).catch((error: unknown) => {
    if (error instanceof GivenUp) return 'gave up' as const;
    throw error;
  });
  return { report, calls };
}

/** The report alone. @throws where there is none */
export async function reported(...args: Asked): Promise<ReportPart> {
  const { report } = await asked(...args);
  if (report === null || report === 'gave up') throw new Error(`no report: ${String(report)}`);
  return report;
}
type Asked = globalThis.Parameters<typeof asked>;
