// Tagging raw text, in its stages and as a whole.
import { jsonlFormat } from '../../src/cli/render/jsonl.js';
import { encodeBatch } from '../../src/model/encode-batch.js';
import { createWordEncoder } from '../../src/model/encode-words.js';
import { createTextTagger } from '../../src/model/tag-text.js';
import { splitSentences } from '../../src/text/sentences.js';
import { createTokenizer } from '../../src/text/tokenizer.js';
import {
  crfStage,
  encoderStage,
  inputStages,
  outputStage,
  projectionStage,
} from './layer-stages.js';
import type { Bench, Stage } from './stage.js';
import type { StagedPass } from './training-stages.js';

export function taggingStages(bench: Bench): StagedPass {
  const texts = bench.groups.flat().map(({ tokens }) => tokens.join(' '));
  return {
    stages: [
      ...textStages(texts),
      ...vocabularyStages(bench),
      ...inputStages(bench, 'tagging'),
      projectionStage(bench, 'tagging'),
      encoderStage(bench, 'tagging'),
      outputStage(bench, 'tagging'),
      crfStage(bench, 'tagging'),
      spansStage(bench),
      renderingStage(bench, texts),
    ],
    whole: wholeTagging(bench, texts),
  };
}

function textStages(texts: readonly string[]): Stage[] {
  const tokenize = createTokenizer();
  return [
    { name: 'sentences', run: () => texts.forEach((text) => void splitSentences(text)) },
    { name: 'tokenizer', run: () => texts.forEach((text) => void tokenize(text)) },
  ];
}

function vocabularyStages({ tagger, groups, encoded }: Bench): Stage[] {
  const { engine } = tagger;
  return [
    {
      name: 'words looked up',
      run: () => {
        const encode = createWordEncoder(tagger);
        for (const { tokens } of groups.flat()) encode(tokens);
      },
    },
    {
      name: 'batches laid out',
      run: () => {
        const mark = engine.memory.mark();
        for (const words of encoded) {
          encodeBatch(engine, words);
          engine.memory.release(mark);
        }
      },
    },
  ];
}

/** Labels that the CRF decoded, to spans. */
function spansStage({ tagger, groups }: Bench): Stage {
  const { labels } = tagger;
  const paths = groups.flat().map(({ spans, tokens }) => labels.encode(spans, tokens.length));
  return { name: 'spans', run: () => paths.forEach((path) => void labels.decode(path)) };
}

/** The gold entities as jsonl. */
function renderingStage({ groups }: Bench, texts: readonly string[]): Stage {
  if (jsonlFormat.unit !== 'line') throw new Error('jsonl is written line by line');
  const { render } = jsonlFormat;
  const lines = groups.flat().map(({ tokens, spans }, index) => {
    const starts: number[] = [];
    let next = 0;
    for (const token of tokens) {
      starts.push(next);
      next += token.length + 1;
    }
    const entities = spans.map(({ label, start, end }) => {
      const [from, to] = [starts[start], starts[end - 1] + tokens[end - 1].length];
      return { label, text: texts[index].slice(from, to), start: from, end: to };
    });
    return { line: { text: texts[index], end: '\n' as const }, entities };
  });
  return {
    name: 'rendering',
    run: () => lines.forEach(({ line, entities }) => void render(line, entities)),
  };
}

// Texts that are tagged together.
const GROUP = 256;

function groupsOf(texts: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(texts.length / GROUP) }, (_, index) =>
    texts.slice(index * GROUP, (index + 1) * GROUP),
  );
}

function wholeTagging({ tagger }: Bench, texts: readonly string[]): Stage {
  if (jsonlFormat.unit !== 'line') throw new Error('jsonl is written line by line');
  const { render } = jsonlFormat;
  const tagTexts = createTextTagger(tagger);
  return {
    name: 'all of tagging',
    run: () => {
      for (const group of groupsOf(texts)) {
        for (const { text, entities } of tagTexts(group)) render({ text, end: '\n' }, entities);
      }
    },
  };
}
