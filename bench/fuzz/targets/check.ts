// `tagger check` and its repair.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInProcess } from '../in-process.js';
import type { FuzzTarget } from '../target.js';
import { conllTarget } from './conll.js';

export const checkTarget: FuzzTarget = {
  ...conllTarget,
  name: 'check',
  run: async (input, folder) => {
    const path = join(folder, 'corpus.conll');
    const fixed = join(folder, 'fixed.conll');
    writeFileSync(path, input);
    rmSync(fixed, { force: true });
    const { stdout } = await runInProcess(['check', path]);
    if (/[^\P{Cc}\n]/u.test(stdout)) throw new Error('a control character reached the terminal');
    await runInProcess(['check', path, '--fix', fixed]);
  },
};
