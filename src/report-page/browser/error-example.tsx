// One error: where it is, and its sentence twice, with the gold and with the predicted entity
// marked.
import { visibleText } from '../../evaluation/report/elements/visible-text.js';
import type { PageError } from '../../evaluation/report/html/page-data.js';
import { KIND_MARKS } from './kind-choices.js';
import { MarkedSentence } from './marked-sentence.js';

interface Props {
  readonly error: PageError;
  readonly tokens: readonly string[];
  readonly corpus: string;
}

export function ErrorExample({ error, tokens, corpus }: Props) {
  const { kind, line, gold, predicted, confidence, change } = error;
  return (
    <li class="example">
      <p class="about">
        <span class="kind">
          <span class="mark" aria-hidden="true">
            {KIND_MARKS[kind]}
          </span>{' '}
          {kind}
        </span>{' '}
        <span class="place">
          <bdi>{visibleText(corpus)}</bdi>:{line}
        </span>{' '}
        {confidence !== undefined && (
          <span class="confidence">confidence {(100 * confidence).toFixed(0)} %</span>
        )}{' '}
        {change && <span class="change">{change} than the other system</span>}
      </p>
      <div class="sides">
        <MarkedSentence side="gold" tokens={tokens} entity={gold} around={predicted} />
        <MarkedSentence side="predicted" tokens={tokens} entity={predicted} around={gold} />
      </div>
    </li>
  );
}
