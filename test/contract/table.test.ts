import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, operationsFor, type OperationName } from '../../core/contract/contract';
import type { Operation } from '../../core/contract/operation';
import { operationsPage } from './operations-page';

const rows = (Object.keys(contract) as OperationName[]).map((name): [OperationName, Operation] => [
  name,
  contract[name],
]);

type JsonSchema = Record<string, unknown>;

/** Every schema in a JSON schema, with the path that leads to it. */
function* schemas(schema: JsonSchema, path = ''): Generator<[string, JsonSchema]> {
  yield [path, schema];
  for (const [key, value] of Object.entries(schema)) {
    const children = Array.isArray(value) ? value : [value];
    for (const child of children) {
      if (typeof child === 'object' && child !== null) yield* schemas(child as JsonSchema, `${path}/${key}`);
    }
  }
}

const inputSchema = (operation: Operation) =>
  z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'throw' });
const outputSchema = (operation: Operation) =>
  z.toJSONSchema(operation.output, { io: 'input', unrepresentable: 'throw' });

describe.each(rows)('%s', (_name, operation) => {
  it('refuses input fields that its schema does not name', () => {
    expect(inputSchema(operation)).toMatchObject({ type: 'object', additionalProperties: false });
  });

  it('caps every text and every list that comes in', () => {
    const open = [...schemas(inputSchema(operation) as JsonSchema)].filter(
      ([, { type, maxLength, maxItems, enum: options, pattern, format, const: constant }]) =>
        (type === 'string' && [maxLength, options, pattern, format, constant].every((limit) => limit === undefined)) ||
        (type === 'array' && maxItems === undefined),
    );
    expect(open.map(([path]) => path)).toEqual([]);
  });

  it('names secret fields that its input really has', () => {
    const { properties = {} } = inputSchema(operation) as { properties?: JsonSchema };
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...operation.secrets]));
  });

  it('yields a secret only where its row says which', () => {
    const secretNames = ['recoveryCode', 'value', 'passphrase', 'secret', 'code', 'privateKey', 'password'];
    const named = Object.keys((outputSchema(operation) as { properties?: JsonSchema }).properties ?? {});
    expect(named.some((name) => secretNames.includes(name))).toBe(operation.yields !== undefined);
  });

  it('is served by one door at least, and says what it does in a sentence', () => {
    expect(Object.keys(operation.audience).length).toBeGreaterThan(0);
    expect(operation.doc).toMatch(/^[A-Z].*\.$/s);
  });
});

describe('the contract', () => {
  it('reports items only from jobs and feeds, and every one of them does', () => {
    for (const [, operation] of rows)
      expect(operation.item !== undefined).toBe(['job', 'feed'].includes(operation.kind));
  });

  it('reveals in the window only: no other process can ask for a secret in clear', () => {
    expect(operationsFor('terminal')).not.toContain('credential.reveal');
  });

  it('asks for fresh authorization before a secret leaves to the terminal’s clipboard', () => {
    expect(contract['credential.copy'].audience.terminal).toEqual({ authorization: 'copy' });
  });

  it('is documented as it is (npx vitest run -c test/contract/vitest.config.ts -u writes the page anew)', async () => {
    await expect(operationsPage(rows)).toMatchFileSnapshot('../../docs/operations.md');
  });
});
