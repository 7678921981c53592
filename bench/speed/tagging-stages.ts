// Tagging raw text, in its stages and as a whole.
import { jsonlFormat } from '../../src/cli/formats/jsonl.js';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import { createTextTagger, sentencesIn, type TextTagger } from '../../src/model/tag-text.js';
import type { Tagger } from '../../src/model/tagger.js';
import { splitSentences } from '../../src/text/sentences.js';
import { createTokenizer } from '../../src/text/tokenizer.js';
import { recordTagging } from './recorded-tagging.js';
import type { StagedPass } from './stage.js';
import { tokenStages, wordStages } from './tagging-layers.js';

export function taggingStages(tagger: Tagger, sentences: readonly LabeledSentence[]): StagedPass {
  const texts = sentences.map(({ tokens }) => tokens.join(' '));
  const groups = groupsOf(texts);
  const tokenize = createTokenizer();
  const cuts = groups.map((group) => group.map((text) => sentencesIn(text, tokenize)));
  const recorded = recordTagging(
    tagger,
    cuts.map((group) => group.flat().map((tokens) => tokens.map(({ text }) => text))),
  );
  const renderAgain = rendering(groups);
  const tagTexts = createTextTagger(recorded, (text) => sentencesIn(text, tokenize));
  return {
    stages: [
      { name: 'sentences', run: () => texts.forEach((text) => void splitSentences(text)) },
      {
        name: 'tokenizer',
        includes: ['sentences'],
        run: () => texts.forEach((text) => void sentencesIn(text, tokenize)),
      },
      { name: 'words looked up, jobs laid out, spans', run: recorded.repeatAnswered },
      ...wordStages(tagger, recorded),
      ...tokenStages(tagger, recorded),
      {
        name: 'entities, rendering',
        run: () => {
          groups.forEach((_, index) => {
            let next = 0;
            const answers = { tagSentences: () => recorded.spans[index] };
            renderAgain(
              index,
              createTextTagger(answers, () => cuts[index][next++]),
            );
          });
        },
      },
    ],
    whole: {
      name: 'all of tagging',
      run: () => {
        recorded.cache.clear();
        groups.forEach((_, index) => {
          renderAgain(index, tagTexts);
        });
      },
    },
  };
}

// UTF-16 units of texts that are tagged together, as by the command.
const GROUP_LENGTH = 1 << 15;

function groupsOf(texts: readonly string[]): string[][] {
  const groups: string[][] = [];
  let length = GROUP_LENGTH;
  for (const text of texts) {
    if (length >= GROUP_LENGTH) {
      groups.push([]);
      length = 0;
    }
    groups[groups.length - 1].push(text);
    length += text.length;
  }
  return groups;
}

/** Renders what is found in a group of texts. */
function rendering(groups: readonly string[][]): (group: number, tagTexts: TextTagger) => void {
  if (jsonlFormat.unit !== 'line') throw new Error('jsonl is written line by line');
  const { render } = jsonlFormat;
  return (group, tagTexts) => {
    for (const { text, entities } of tagTexts(groups[group])) render({ text, end: '\n' }, entities);
  };
}
