// Each call of the file system fails once, with each code, before and after it has taken effect.
// Afterwards, the old file is there or the new one, whole, and nothing else.
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { InputError } from '../../src/errors.js';
import { openFileWriter } from '../../src/files/file-writer.js';
import { type WriteOptions, writeFileAtomically } from '../../src/files/write-file.js';
import { ownerOf } from '../../src/files/writing/owner.js';
import { createTemporaryName, parseTemporaryName } from '../../src/files/writing/temporary-name.js';
import { type Fault, failingOperations } from './failing-operations.js';

interface Scenario {
  readonly name: string;
  /** The names of the files that the folder has at the end. */
  readonly others: readonly string[];
  readonly old?: string;
  readonly options?: WriteOptions;
  /** Fills the folder. */
  prepare?(folder: string): void;
}

const NEW = 'the new content';
const pieces = NEW.split(/(?<= )/).map((word) => Buffer.from(word));

const scenarios: readonly Scenario[] = [
  { name: 'a new file', others: [] },
  {
    name: 'a new file that must not replace another',
    others: [],
    options: { keepsExisting: true },
  },
  { name: 'a private file', others: [], options: { mode: 0o600 } },
  {
    name: 'an existing file',
    others: [],
    old: 'old',
    prepare: (folder) => writeFileSync(join(folder, 'a'), 'old'),
  },
  {
    name: 'the target of a link',
    others: ['target'],
    old: 'old',
    prepare: (folder) => {
      writeFileSync(join(folder, 'target'), 'old');
      symlinkSync('target', join(folder, 'a'));
    },
  },
];

const CODES = ['ENOSPC', 'EIO', 'EACCES', 'EINVAL', 'ENOENT', 'EEXIST'];

interface Result {
  readonly folder: string;
  readonly calls: readonly string[];
  readonly error: unknown;
}

async function writeWith(scenario: Scenario, fault?: Fault): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  scenario.prepare?.(folder);
  const { files, calls, closeAll } = failingOperations(fault);
  const options = { ...scenario.options, files };
  const error = await writeFileAtomically(join(folder, 'a'), pieces, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  await closeAll();
  return { folder, calls, error };
}

const isTemporary = (name: string) => parseTemporaryName(name) !== undefined;

function expectWhole({ old, others }: Scenario, { folder, error }: Result): void {
  const path = join(folder, 'a');
  const content = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  expect([old, NEW]).toContain(content);
  if (error === undefined) expect(content).toBe(NEW);
  else {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(/^[^\n]*\/a: [^\n]+$/);
  }
  const names = readdirSync(folder).filter((name) => !isTemporary(name));
  expect(names).toEqual(content === undefined ? [] : ['a', ...others]);
}

const timings = ['before', 'after'] as const;

test.each(scenarios)('$name: no fault leaves a part of it', async (scenario) => {
  const { calls } = await writeWith(scenario);
  expect(calls.length).toBeGreaterThan(pieces.length);
  for (const [index, name] of calls.entries()) {
    for (const code of CODES) {
      for (const when of timings) {
        const result = await writeWith(scenario, { call: index + 1, code, when });
        expectWhole(scenario, result);
        // Only the removal itself can leave a temporary file, which the next run removes.
        const left = readdirSync(result.folder).filter(isTemporary);
        expect({ name, code, left }).toEqual({ name, code, left: name === 'unlink' ? left : [] });
      }
    }
  }
});

test.each(scenarios)('$name: what a dead run leaves is removed by the next', async (scenario) => {
  const { calls } = await writeWith(scenario);
  const gone = { ...ownerOf(), startedAt: 1 };
  let leftCount = 0;
  for (const index of calls.keys()) {
    for (const when of timings) {
      const fault = { call: index + 1, code: 'EIO', when, isLast: true };
      const result = await writeWith(scenario, fault);
      expectWhole(scenario, result);
      const { folder } = result;
      for (const name of readdirSync(folder).filter(isTemporary)) {
        leftCount++;
        const { stem } = parseTemporaryName(name)!;
        renameSync(join(folder, name), join(folder, createTemporaryName(stem, gone)));
      }
      await writeFileAtomically(join(folder, 'a'), [Buffer.from('next')]);
      expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('next');
      expect(readdirSync(folder)).toEqual(['a', ...scenario.others]);
    }
  }
  expect(leftCount).toBeGreaterThan(0);
});

test('the calls that a full disk fails make the writing fail', async () => {
  const { calls } = await writeWith(scenarios[3]);
  const needed = ['open', 'write', 'sync', 'close', 'rename'];
  for (const [index, name] of calls.entries()) {
    if (!needed.includes(name)) continue;
    const { folder, error } = await writeWith(scenarios[3], {
      call: index + 1,
      code: 'ENOSPC',
      when: 'before',
    });
    expect(error).toEqual(new InputError(`${join(folder, 'a')}: no space left on the disk`));
  }
});

test('short writes are continued', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'faults-')), 'a');
  const { files } = failingOperations();
  const open: typeof files.open = async (...args) => {
    const handle = await files.open(...args);
    const write = async (bytes: Uint8Array, offset: number, length: number) =>
      handle.write(bytes, offset, Math.ceil(length / 2));
    return Object.assign(Object.create(handle), { write });
  };
  await writeFileAtomically(path, [Buffer.from(NEW.repeat(100))], { files: { ...files, open } });
  expect(readFileSync(path, 'utf8')).toBe(NEW.repeat(100));
});

test('a file system without owners, permissions, links and syncing will do', async () => {
  const scenario = { ...scenarios[3], options: { mode: 0o600 } };
  const { calls } = await writeWith(scenario);
  for (const [index, name] of calls.entries()) {
    if (!['chown', 'chmod', 'sync'].includes(name)) continue;
    const result = await writeWith(scenario, { call: index + 1, code: 'ENOTSUP', when: 'before' });
    expect({ name, error: result.error }).toEqual({ name, error: undefined });
  }
  const linking = await writeWith(scenarios[1]);
  const call = linking.calls.indexOf('link') + 1;
  const result = await writeWith(scenarios[1], { call, code: 'EPERM', when: 'before' });
  expect(result.error).toBeUndefined();
  expectWhole(scenarios[1], result);
});

test('a file that is written piece by piece is whole or absent after each fault', async () => {
  const scenario = scenarios[3];
  for (let call = 1; ; call++) {
    const folder = mkdtempSync(join(tmpdir(), 'faults-'));
    scenario.prepare?.(folder);
    const { files, calls, closeAll } = failingOperations({ call, code: 'ENOSPC', when: 'before' });
    const writer = openFileWriter(join(folder, 'a'), { files });
    let error: unknown;
    try {
      for (const character of NEW) {
        writer.write(character);
        await writer.flush();
      }
      await writer.close();
    } catch (thrown) {
      error = thrown;
    }
    await writer.discard();
    await closeAll();
    expectWhole(scenario, { folder, calls, error });
    expect(readdirSync(folder)).toEqual(['a']);
    if (calls.length < call) break;
  }
});
