// What `tagger train` prints about the tokenizer of the new model.
import type { Difference } from '../../../text/tokenizer-trial.js';
import { escapeControls } from '../../terminal/escape.js';
import { renderInteger } from '../../terminal/numbers.js';
import { LEAST_AGREEMENT, type TokenizerChoice } from './choose-tokenizer.js';

const NAMED_DIFFERENCES = 3;

/**
 * As in "tokenizer words: 99.87% of the token boundaries come back from raw text"; without a share if
 * the corpus has no tokens.
 */
export function renderChoice({ tokenizer, agreement, rejected }: TokenizerChoice): string {
  if (agreement === undefined) return `tokenizer ${tokenizer}: the corpus has texts without tokens`;
  const found = `${percent(agreement)} of the token boundaries come back from raw text`;
  if (!rejected) return `tokenizer ${tokenizer}: ${found}`;
  const reason = `${rejected.tokenizer}, the best for whole words, gives only ${percent(rejected.agreement)}`;
  return `tokenizer ${tokenizer}, tokens are split into characters: ${found}; ${reason}`;
}

/** A sentence for a tokenizer that loses too much, or nothing. */
export function warnOfChoice({
  tokenizer,
  agreement = 1,
  differences = [],
}: TokenizerChoice): string[] {
  if (agreement >= LEAST_AGREEMENT) return [];
  const named = differences.slice(0, NAMED_DIFFERENCES).map(renderDifference);
  const rest = differences.length > named.length ? ', …' : '';
  return [
    `raw text will not be cut as the corpus is (tokenizer ${tokenizer}): ${named.join(', ')}${rest}; entities near such places will be missed`,
  ];
}

function renderDifference({ corpus, tokenizer, count }: Difference): string {
  const times = count === 1 ? 'once' : `${renderInteger(count)} times`;
  return `${quote(corpus)} becomes ${quote(tokenizer)} (${times})`;
}

const LONGEST_EXAMPLE = 40;

function quote(tokens: readonly string[]): string {
  const characters = [...tokens.join(' ')];
  const shown = characters.slice(0, LONGEST_EXAMPLE).join('');
  return `"${escapeControls(shown)}${characters.length > LONGEST_EXAMPLE ? '…' : ''}"`;
}

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
