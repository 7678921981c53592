// Column files as documents: each sentence is a text, and goes on with the document before it
// unless the file says that a document begins.
import type { LabeledSentence } from '../../corpora/conll.js';
import { readOnce } from '../../corpora/conll-file.js';
import { joinTokens, placeTokens } from '../../text/join-tokens.js';
import type { RawDocument, Reader } from '../reader.js';

export const columnsReader: Reader = {
  name: 'conll',
  title: 'columns',
  recognizes: () => true,
  *read({ files }, _, { columns = {} }) {
    for (const file of files) {
      let isFirst = true;
      for (const sentence of readOnce(file, columns).sentences) {
        const continues = !isFirst && !sentence.startsDocument && { continues: true as const };
        yield { ...documentOf(sentence, file.path), ...continues };
        isFirst = false;
      }
    }
  },
};

function documentOf({ tokens, spans, line, text }: LabeledSentence, path: string): RawDocument {
  const joined = (text !== undefined && placeTokens(tokens, text)) || joinTokens(tokens);
  return {
    text: joined.text,
    spans: spans.map(({ label, start, end }) => ({
      label,
      start: joined.tokens[start].start,
      end: joined.tokens[end - 1].end,
      place: `${path}:${line + start}`,
    })),
    sentences: [joined.tokens],
    path,
    line,
  };
}
