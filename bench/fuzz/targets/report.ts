// Earlier JSON reports, as baseline and as the other side of a comparison.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInProcess } from '../in-process.js';
import { mutateJson } from '../mutations/json.js';
import type { FuzzTarget } from '../target.js';

const gold = 'Teddy B-PER\nsaw O\nParis B-LOC\n\nbears O\n\nAnna B-PER\nBerg I-PER\n';
const predicted = 'Teddy B-PER\nsaw O\nParis B-PER\n\nbears B-LOC\n\nAnna B-PER\nBerg I-PER\n';

function filesIn(folder: string) {
  const files = {
    corpus: join(folder, 'gold.conll'),
    predictions: join(folder, 'predicted.conll'),
  };
  writeFileSync(files.corpus, gold);
  writeFileSync(files.predictions, predicted);
  return files;
}

export const reportTarget: FuzzTarget = {
  name: 'report',
  seedInputs: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-report-'));
    const { corpus, predictions } = filesIn(folder);
    const args = ['eval', corpus, '--predictions', predictions, '--report', 'json'];
    const { stdout } = await runInProcess(args);
    rmSync(folder, { recursive: true });
    return [Buffer.from(stdout)];
  },
  mutate: mutateJson,
  run: async (input, folder) => {
    const { corpus, predictions } = filesIn(folder);
    const report = join(folder, 'report.json');
    writeFileSync(report, input);
    await runInProcess(['eval', corpus, '--predictions', predictions, '--baseline', report]);
  },
};
