// `tagger eval` on corpora that are not cut into tokens: the model gets the text as from `tagger tag`.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createFolder, evaluate } from './eval-case.js';
import { runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const { file, path, remove } = createFolder();
const model = path('tiny.safetensors');

beforeAll(() => writeTinyModel(model));
afterAll(remove);

interface Doc {
  readonly text: string;
  readonly entities: readonly (readonly [number, number, string])[];
}

/** Texts with entities in brackets, such as `[LOC Paris]`. */
function documentsOf(...marked: readonly string[]): Doc[] {
  return marked.map((source) => {
    const entities: (readonly [number, number, string])[] = [];
    let text = '';
    for (const [, before, type, name] of source.matchAll(/([^[]*)(?:\[(\w+) ([^\]]*)\])?/gu)) {
      text += before;
      if (type !== undefined) entities.push([text.length, text.length + name.length, type]);
      text += name ?? '';
    }
    return { text, entities };
  });
}

const doccano = (documents: readonly Doc[]) =>
  documents.map(({ text, entities }) => `${JSON.stringify({ text, label: entities })}\n`).join('');

/** JSON Lines have four digits of a confidence. */
const rounded = (key: string, value: unknown) =>
  key === 'confidence' && typeof value === 'number' ? value.toFixed(4) : value;

/** The scores of a model on a corpus, and those of what tag finds in its raw text. */
function scoresOf(modelPath: string, name: string, corpus: string, documents: readonly Doc[]) {
  const gold = file(name, corpus);
  const raw = documents.map(({ text }) => `${text}\n`).join('');
  const tagged = runTagger(['tag', '--model', modelPath, '--format', 'jsonl'], { input: raw });
  const predicted = file(`${name}.predicted.jsonl`, tagged.stdout);
  const score = (...flags: readonly string[]) => {
    const { exitCode, stdout, stderr } = evaluate(gold, ...flags, '--report', 'json');
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const {
      sha256,
      kind,
      name,
      learningCurve,
      trainingEntities,
      calibration,
      breakdowns,
      ...scores
    } = JSON.parse(stdout, rounded).systems[0];
    const byShape = breakdowns.filter((each: { name: string }) => each.name !== 'seen in training');
    return { scores: { ...scores, byShape }, calibration };
  };
  return {
    direct: score('--model', modelPath),
    predicted: score('--predictions', predicted),
  };
}

const english = documentsOf(
  '[PER Teddy Roosevelt] saw [LOC Paris] .',
  'The pro-[LOC Paris] bear was in [LOC New York]-based [ORG Acme] . [PER Anna] lives in [LOC Paris] .',
  '',
  'anti[LOC Paris]ist [PER Anna] met [PER Teddy\u00a0Roosevelt] 😀',
  '😀 [PER Anna Berg] 😀 was here .\r\nNobody was here .',
);

test('a model gets no tokens that end at gold entities', () => {
  const corpus = doccano(english);
  const { direct, predicted } = scoresOf(model, 'inner.jsonl', corpus, english);
  expect(direct.scores).toEqual(predicted.scores);
  expect(direct.calibration.count).toBe(predicted.calibration.count);
  // Those within a token cannot be found.
  expect(direct.scores.errors.counts.missed).toBeGreaterThan(0);
});

const chinese = documentsOf(
  '[PER 泰迪]在[LOC 巴黎]工作。',
  '[LOC 巴黎]很大。',
  '[PER 泰迪]走了。',
  '[PER 安娜]看见[PER 泰迪]。',
  '[PER 安娜]在[LOC 巴黎]。',
);

test('Chinese is scored as it is tagged, also by --test', () => {
  const corpus = file('zh.jsonl', doccano(chinese));
  const zh = path('zh.safetensors');
  const held = documentsOf('[PER 安娜]走了。', '[PER 泰迪]看见[LOC 巴黎]很大。', 'a[LOC 巴黎b]。');
  const test = file('held.jsonl', doccano(held));
  const trained = runTagger([
    ...['train', corpus, '--dev', corpus, '--hidden', '8', '--epochs', '40'],
    ...['--learning-rate', '0.02', '--test', test, '--output', zh],
  ]);
  expect(trained.exitCode).toBe(0);
  expect(trained.stdout + trained.stderr).toContain(
    `test:\n${evaluate(test, '--model', zh).stdout}`,
  );
  const { direct, predicted } = scoresOf(zh, 'held.jsonl', doccano(held), held);
  expect(direct.scores).toEqual(predicted.scores);
});

test.each(['label', 'spans'])(
  'predictions that tag has added to records are not the gold ones under %s',
  (name) => {
    const gold = [{ start: 4, end: 9, label: 'LOC' }];
    const record = { text: 'pro-Paris', [name]: name === 'label' ? [[4, 9, 'LOC']] : gold };
    const corpus = file(`${name}.jsonl`, `${JSON.stringify(record)}\n`);
    const added = { ...record, entities: [{ ...gold[0], start: 0, text: 'pro-Paris' }] };
    const predicted = file(`${name}.predicted.jsonl`, `${JSON.stringify(added)}\n`);
    const { stdout, stderr } = evaluate(corpus, '--predictions', predicted);
    expect(stdout + stderr).toContain('with 1 phrases; found: 1 phrases; correct: 0.');
  },
);
