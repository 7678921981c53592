// Reads the config file: flags of `tagger train` as a JSON object.
import { readFile } from 'node:fs/promises';
import { InputError } from '../../../errors.js';
import { excerpt, excerptOfJson } from '../../../files/excerpt.js';
import { fileError } from '../../../files/system-error.js';
import { withoutByteOrderMark } from '../../../files/utf8-lines.js';
import { JsonCursor } from '../../../safetensors/json-cursor.js';
import { allFlags } from '../../flags/command.js';
import { renderChoiceSuggestion, renderFlagSuggestion } from '../../flags/suggest.js';
import { isRecord } from '../../is-record.js';
import { trainCommand } from '../train-command.js';

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
    const key = excerpt(name);
    if (!Object.hasOwn(table, name)) {
      const hint = renderFlagSuggestion(name, Object.keys(table), excerpt);
      throw new InputError(`${path}: unknown key ${key}${hint}`);
    }
    const { check, expected, choices } = table[name];
    const value = check(raw);
    if (value === undefined) {
      const found = excerptOfJson(raw) + renderChoiceSuggestion(raw, choices, excerpt);
      throw new InputError(`${path}: ${key}: expected ${expected}, found ${found}`);
    }
    values.set(name, value);
  }
  refuseRepeatedKeys(text, path);
  return values;
}

/** JSON.parse takes the last of several values. */
function refuseRepeatedKeys(text: string, path: string): void {
  const cursor = new JsonCursor(withoutByteOrderMark(text), path);
  cursor.readObject('the config file', () => cursor.readValue());
}

function parseObject(text: string, path: string): object {
  let value: unknown;
  try {
    value = JSON.parse(withoutByteOrderMark(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${path}: expected a JSON object, found invalid JSON: ${reason}`);
  }
  if (isRecord(value)) return value;
  const found = Array.isArray(value) ? 'an array' : excerptOfJson(value);
  throw new InputError(`${path}: expected a JSON object, found ${found}`);
}
