// Rows of a column file, gathered to sentences.

import type { ColumnPassage, Line } from '../formats/format.js';
import { mostTokens } from './split-long-lines.js';

export interface ColumnGatherer {
  isInside(): boolean;
  addRow(line: Line, token: string): void;
  /** A line that holds no token, and ends the sentence before it. */
  addOther(line: Line): void;
  /** The passages that are whole by now, each given once. */
  takeWhole(): ColumnPassage[];
  /** All the rest, where no line follows. */
  finish(): ColumnPassage[];
}

/** @param before what is to stand before the first line */
export function createColumnGatherer(before: string, longestPassage = mostTokens): ColumnGatherer {
  let passages: ColumnPassage[] = [];
  let draft = createDraft(before, false);

  const isInside = () => draft.rows.length > 0;
  const close = (after: string, end?: Line['end']) => {
    passages.push(passageOf(draft, after, end));
    draft = createDraft('', isInside() && end === undefined);
  };
  const takeWhole = () => {
    if (!isInside() && draft.before !== '') close('');
    const taken = passages;
    passages = [];
    return taken;
  };

  return {
    isInside,
    addRow: (line, token) => {
      if (draft.rows.length === longestPassage) close('');
      draft.rows.push(line);
      draft.tokens.push(token);
    },
    addOther: ({ text, end }) => {
      if (isInside()) close(text + end, '\n');
      else draft.before += text + end;
    },
    takeWhole,
    finish: () => {
      if (isInside()) close('', '\n');
      return takeWhole();
    },
  };
}

/** A passage that is still to grow. */
interface Draft {
  before: string;
  readonly rows: Line[];
  readonly tokens: string[];
  /** Whether its sentence began in the passage before it. */
  readonly isContinued: boolean;
}

const createDraft = (before: string, isContinued: boolean): Draft => ({
  before,
  rows: [],
  tokens: [],
  isContinued,
});

function passageOf(draft: Draft, after: string, end: Line['end'] | undefined): ColumnPassage {
  const { before, rows, tokens, isContinued } = draft;
  return { text: (isContinued ? ' ' : '') + tokens.join(' '), end, before, rows, after };
}
