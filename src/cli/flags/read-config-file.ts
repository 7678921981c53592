// Reads the config file: flags of `tagger train` as a JSON object.
import { readFile } from 'node:fs/promises';
import { InputError } from '../../errors.js';
import { fileError } from '../../files/system-error.js';
import { isRecord } from '../is-record.js';
import { allFlags, trainCommand } from './commands.js';
import { suggest } from './suggest.js';

const { config: _, ...table } = allFlags(trainCommand);

/**
 * The values by flag.
 *
 * @throws InputError for an unknown flag or an invalid value, with the path and the key
 */
export async function readConfigFile(path: string): Promise<ReadonlyMap<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw fileError(error, path);
  });
  const values = new Map<string, unknown>();
  for (const [name, raw] of Object.entries(parseObject(text, path))) {
    const key = JSON.stringify(name);
    if (!Object.hasOwn(table, name)) {
      const meant = suggest(name, Object.keys(table));
      const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
      throw new InputError(`${path}: unknown key ${key}${hint}`);
    }
    const value = table[name].check(raw);
    if (value === undefined) {
      const found = JSON.stringify(raw);
      throw new InputError(`${path}: ${key}: expected ${table[name].expected}, found ${found}`);
    }
    values.set(name, value);
  }
  return values;
}

function parseObject(text: string, path: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${path}: expected a JSON object, found invalid JSON: ${reason}`);
  }
  if (isRecord(value)) return value;
  const found = Array.isArray(value) ? 'an array' : JSON.stringify(value);
  throw new InputError(`${path}: expected a JSON object, found ${found}`);
}
