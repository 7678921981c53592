// CoNLL-U (https://universaldependencies.org/format.html): ten columns, of which ID, FORM and MISC
// are filled.
//
// MISC holds the entity (NER=B-PER, and NERConfidence and NERId at its first token), and
// SpaceAfter=No if the next token follows without white space. In its values, a bar, a backslash and
// white space are written as \p, \\, \s, \t, \n and \r.
import { flatTag } from '../../corpora/tags.js';
import type { TaggedText } from '../../entities/entity.js';
import { roundConfidence } from './confidence.js';
import { type EntityToken, entityTokens, iob2TagOf } from './entity-tokens.js';
import type { PassageFormat } from './format.js';

export function createConlluFormat(): PassageFormat {
  let fileCount = 0;
  // Of the line's sentences.
  let count = 0;
  let file = '';
  return {
    unit: 'passage',
    beginFile: (name, isOnly) => {
      fileCount++;
      count = 0;
      file = isOnly ? '' : `${fileCount}.`;
      return isOnly ? '' : `# newdoc id = ${oneLine(name)}\n`;
    },
    render: (tagged, { lineNumber, end }) => {
      let lines = '';
      for (const tokens of entityTokens(tagged)) {
        if (tokens.length === 0) continue;
        count++;
        lines += `# sent_id = ${file}${lineNumber}.${count}\n${renderSentence(tagged, tokens)}\n`;
      }
      if (end !== undefined) count = 0;
      return lines;
    },
  };
}

function renderSentence({ text }: TaggedText, tokens: readonly EntityToken[]): string {
  let sentence = '';
  let rows = '';
  for (const [index, part] of tokens.entries()) {
    const form = oneLine(part.token.text);
    const next = tokens[index + 1]?.token;
    // The white space after a sentence does not matter.
    const isGlued =
      next === undefined
        ? /^\S/.test(text.slice(part.token.end, part.token.end + 1))
        : part.token.end === next.start;
    sentence += form + (isGlued || next === undefined ? '' : ' ');
    rows += `${index + 1}\t${form}\t_\t_\t_\t_\t_\t_\t_\t${renderMisc(part, isGlued)}\n`;
  }
  return `# text = ${sentence}\n${rows}`;
}

function renderMisc(part: EntityToken, isGlued: boolean): string {
  const { entity, isFirst } = part;
  const fields: string[] = [];
  if (entity !== undefined) {
    fields.push(`NER=${escapeValue(flatTag(iob2TagOf(part)))}`);
    const { confidence, id } = entity;
    if (isFirst && confidence !== undefined) {
      fields.push(`NERConfidence=${roundConfidence(confidence)}`);
    }
    if (isFirst && id !== undefined) fields.push(`NERId=${escapeValue(id)}`);
  }
  if (isGlued) fields.push('SpaceAfter=No');
  return fields.length === 0 ? '_' : fields.join('|');
}

/** Without the characters that would end a column or a row. */
const oneLine = (text: string) => text.replace(/[\t\n\r]/g, ' ');

const ESCAPES: Readonly<Record<string, string>> = {
  '|': '\\p',
  '\\': '\\\\',
  ' ': '\\s',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

const escapeValue = (value: string) =>
  value.replace(/[|\\ \t\n\r]/g, (character) => ESCAPES[character]);
