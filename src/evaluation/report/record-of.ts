// A schema for objects whose keys are names of a corpus.
import * as v from 'valibot';

/**
 * As v.record(), which passes over keys such as "constructor" and "__proto__". Like that, it can be
 * converted to JSON Schema.
 */
export function recordOf<Value>(
  schema: v.GenericSchema<unknown, Value>,
): v.GenericSchema<unknown, Record<string, Value>> {
  const { '~run': run } = readRecord(schema);
  return { ...v.record(v.string(), schema), '~run': run };
}

function readRecord<Value>(schema: v.GenericSchema<unknown, Value>) {
  return v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isObject, 'an object'),
    v.rawTransform<Readonly<Record<string, unknown>>, Record<string, Value>>(
      ({ dataset: { value: input }, addIssue, NEVER }) => {
        const entries: [string, Value][] = [];
        for (const [key, value] of Object.entries(input)) {
          const { success, output, issues } = v.safeParse(schema, value);
          if (!success) {
            const place = { type: 'object', origin: 'value', input, key, value } as const;
            const { expected, path = [], ...issue } = issues[0];
            addIssue({ ...issue, expected: expected ?? undefined, path: [place, ...path] });
            return NEVER;
          }
          entries.push([key, output]);
        }
        return Object.fromEntries(entries);
      },
    ),
  );
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
