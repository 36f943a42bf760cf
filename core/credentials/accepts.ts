import type { z } from 'zod';

type Accepts = (value: unknown) => boolean;
type Schema = z.core.$ZodTypes;

/**
 * A quick look at whether a schema takes a value exactly as it is; zod's own parse builds a copy of everything, which is
 * felt at ten thousand records. Yes is certain: the schema accepts the value, and its output would equal it. No means only
 * that zod must be asked, which then also says why. For plain data, as JSON.parse makes it.
 */
export function accepts(schema: z.ZodType): Accepts {
  return acceptsNode(schema as unknown as Schema);
}

function acceptsNode(schema: Schema): Accepts {
  const { def } = schema._zod;
  // A rule of one's own (`refine`) is known to zod alone; those of texts and lists are looked at where they are read.
  if (def.checks?.length && def.type !== 'string' && def.type !== 'array') return asksZod(schema);
  switch (def.type) {
    case 'object':
      return def.catchall?._zod.def.type === 'never' ? acceptsObject(def.shape) : asksZod(schema);
    case 'array':
      return acceptsArray(def);
    case 'record':
      return acceptsRecord(schema, def);
    case 'nullable': {
      const inner = acceptsNode(def.innerType as Schema);
      return (value) => value === null || inner(value);
    }
    case 'optional': {
      const inner = acceptsNode(def.innerType as Schema);
      return (value) => value === undefined || inner(value);
    }
    case 'enum': {
      const values = new Set<unknown>(Object.values(def.entries));
      return (value) => values.has(value);
    }
    case 'string':
      return 'coerce' in def ? asksZod(schema) : acceptsString(schema, def);
    default:
      return asksZod(schema);
  }
}

/** For what is not worth a way of its own. An object never comes back as itself, so only plain values pass here. */
function asksZod(schema: Schema): Accepts {
  return (value) => {
    const { success, data } = (schema as unknown as z.ZodType).safeParse(value);
    return success && data === value;
  };
}

function acceptsObject(shape: z.core.$ZodShape): Accepts {
  const fields = Object.entries(shape).map(([name, field]) => ({ name, takes: acceptsNode(field as Schema) }));
  return (value) => {
    if (!isPlain(value)) return false;
    let known = 0;
    for (const { name, takes } of fields) {
      const found = value[name];
      if (!takes(found)) return false;
      if (found !== undefined) known += 1;
    }
    // Any other number: there is a name that the shape does not have.
    return Object.keys(value).length === known;
  };
}

function acceptsArray({ element, checks = [] }: z.core.$ZodArrayDef): Accepts {
  const takes = acceptsNode(element as Schema);
  const rules = checks.map((check) => (check as z.core.$ZodChecks)._zod.def);
  const sized = (size: number) =>
    rules.every((rule) =>
      rule.check === 'min_length' ? size >= rule.minimum : rule.check === 'max_length' && size <= rule.maximum,
    );
  return (value) => Array.isArray(value) && sized(value.length) && value.every(takes);
}

/** A record over an enum has every one of its keys and no other. */
function acceptsRecord(schema: Schema, { keyType, valueType }: z.core.$ZodRecordDef): Accepts {
  const { def } = (keyType as Schema)._zod;
  if (def.type !== 'enum') return asksZod(schema);
  return acceptsObject(Object.fromEntries(Object.values(def.entries).map((name) => [String(name), valueType])));
}

function acceptsString(schema: Schema, def: z.core.$ZodStringDef | z.core.$ZodStringFormatDef): Accepts {
  const tests: ((value: string) => boolean)[] = [];
  const rules = (def.checks ?? []).map((check) => (check as z.core.$ZodChecks)._zod.def);
  for (const rule of 'format' in def ? [def, ...rules] : rules) {
    if (rule.check === 'min_length') tests.push((value) => value.length >= rule.minimum);
    else if (rule.check === 'max_length') tests.push((value) => value.length <= rule.maximum);
    else if (rule.check === 'overwrite') tests.push((value) => rule.tx(value) === value);
    else if (rule.check === 'string_format' && wholeInPattern.has(rule.format) && rule.pattern !== undefined) {
      const { pattern } = rule;
      tests.push((value) => pattern.test(value));
    } else return asksZod(schema);
  }
  return (value) => typeof value === 'string' && tests.every((test) => test(value));
}

/** Formats whose pattern is their whole rule (base64 has one for its length besides). */
const wholeInPattern = new Set<string>(['regex', 'datetime']);

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
