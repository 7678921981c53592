// Flags out of a JSON file, for those who keep a set of them.
import { readFile } from 'node:fs/promises';
import { InputError } from '../../errors.js';
import { fileError } from '../../files/system-error.js';
import { optionsOf, trainCommand } from './commands.js';
import { suggest } from './suggest.js';

const { config: _, ...options } = optionsOf(trainCommand);

/** Values by flag, checked; what is wrong is an InputError that names file and key. */
export async function readConfigFile(path: string): Promise<ReadonlyMap<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw fileError(error, path, { EISDIR: 'expected a file, found a folder' });
  });
  const values = new Map<string, unknown>();
  for (const [name, raw] of Object.entries(parseObject(text, path))) {
    const where = `${path}: ${JSON.stringify(name)}`;
    if (!Object.hasOwn(options, name)) {
      const meant = suggest(name, Object.keys(options));
      const hint = meant === undefined ? '' : `, did you mean "${meant}"?`;
      throw new InputError(`${where}: expected the name of a flag of tagger train${hint}`);
    }
    const value = options[name].check(raw);
    if (value === undefined) {
      const found = JSON.stringify(raw);
      throw new InputError(`${where}: expected ${options[name].expected}, found ${found}`);
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
    throw new InputError(`${path}: expected a JSON object, found no JSON: ${reason}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  const found = Array.isArray(value) ? 'an array' : JSON.stringify(value);
  throw new InputError(`${path}: expected a JSON object, found ${found}`);
}
