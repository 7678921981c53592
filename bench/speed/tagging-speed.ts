// tagger tag: tokens a second by width, arithmetic and threads, of raw text and of sentences already cut.
import { enableArithmetic } from '../../src/cli/enable-arithmetic.js';
import type { Arithmetic } from '../../src/kernels/kernels.js';
import { readModel } from '../../src/model/model-file.js';
import { createRandom } from '../../src/tensors/random.js';
import type { LabelledSentence } from '../../src/text/conll.js';
import { renderCount, renderTable } from '../markdown.js';
import type { Scale } from '../run.js';
import { renderSamples } from './figures.js';
import { knowsFlag, runTagger } from './run-tagger.js';
import { countTokens } from './sample-corpus.js';
import { elapsedMs, type Measure, takeTurns } from './turns.js';
import { type Variant, variantsOf } from './variants.js';

const sizes = { full: { rounds: 5, warmUps: 1 }, quick: { rounds: 1, warmUps: 0 } };

export interface TaggingInput {
  readonly sentences: readonly LabelledSentence[];
  /** The sentences as a file of text and as one of columns. */
  readonly text: string;
  readonly columns: string;
  readonly models: readonly { readonly hidden: number; readonly path: string }[];
}

interface Row {
  readonly names: readonly string[];
  /** Milliseconds for all sentences; null where it cannot be measured. */
  readonly measures: readonly (Measure | null)[];
}

export async function* measureTagging(input: TaggingInput, scale: Scale): AsyncGenerator<string> {
  const variants = variantsOf('tag');
  const knowsInput = knowsFlag('tag', '--input');
  const rows: Row[] = [];
  for (const { hidden, path } of input.models) {
    for (const variant of variants.list) {
      const command = (flags: readonly string[]) => () =>
        runTagger(['tag', '--model', path, ...variant.flags, ...flags]).elapsedMs;
      rows.push({
        names: [`${hidden}`, variant.name],
        measures: [
          command([input.text, '--format', 'jsonl']),
          knowsInput ? command([input.columns, '--input', 'conll', '--format', 'conll']) : null,
          variant.threads === 1 ? await taggingInProcess(path, variant, input.sentences) : null,
        ],
      });
    }
  }
  const tokenCount = countTokens(input.sentences);
  const speeds = await speedsOf(rows, tokenCount, scale);
  const note = knowsInput ? '' : ' tagger tag knows no --input.';
  yield `Tagging, tokens/s of ${renderCount(tokenCount)} tokens: whole commands, from start to end, of raw text (a sentence a line, to jsonl) and of columns (to columns); and in process, sentences already cut, one thread.${variants.note}${note}`;
  const header = ['units', 'arithmetic', 'raw text', 'columns', 'in process'];
  yield renderTable(
    header,
    rows.map(({ names }, row) => [...names, ...speeds[row]]),
  );
}

async function speedsOf(
  rows: readonly Row[],
  tokenCount: number,
  scale: Scale,
): Promise<string[][]> {
  const measures = rows.flatMap((row) => row.measures);
  const options = { ...sizes[scale], random: createRandom(1) };
  const elapsed = await takeTurns(
    measures.filter((measure) => measure !== null),
    options,
  );
  return rows.map(({ measures }) =>
    measures.map((measure) => {
      const samples = measure && elapsed.shift();
      return samples ? renderSamples(samples.map((ms) => (1000 * tokenCount) / ms)) : '';
    }),
  );
}

async function taggingInProcess(
  path: string,
  { arithmetic }: Pick<Variant, 'arithmetic'>,
  sentences: readonly LabelledSentence[],
): Promise<Measure> {
  const { tagger } = await readTagger(path, arithmetic);
  const tokens = sentences.map((sentence) => sentence.tokens);
  return () => elapsedMs(() => tagger.tagSentences(tokens));
}

function readTagger(path: string, arithmetic: Arithmetic) {
  enableArithmetic(arithmetic);
  return readModel(path, arithmetic);
}
