// A sentence with the entity of one side marked. Of a long sentence, the part around the entity is
// shown at first.
import { useState } from 'preact/hooks';
import { renderInteger } from '../../evaluation/report/elements/numbers.js';
import type { PageError } from '../../evaluation/report/html/page-data.js';
import { shortened } from './shortened.js';
import { TypeLabel } from './type-label.js';

type Entity = NonNullable<PageError['gold']>;

interface Props {
  readonly side: 'gold' | 'predicted';
  readonly tokens: readonly string[];
  readonly entity: Entity | undefined;
  /** The other side's entity, so that both sides show the same part. */
  readonly around: Entity | undefined;
}

const CONTEXT_TOKENS = 25;
const NO_BREAK_SPACE = '\u00a0';
const SHOWN_CHARACTERS = 200;

export function MarkedSentence({ side, tokens, entity, around }: Props) {
  const [isWhole, setWhole] = useState(false);
  const entities = [entity, around].filter((one) => one !== undefined);
  const first = isWhole ? 0 : Math.max(0, startOf(entities) - CONTEXT_TOKENS);
  const end = isWhole ? tokens.length : Math.min(tokens.length, endOf(entities) + CONTEXT_TOKENS);
  const isCut = first > 0 || end < tokens.length;
  return (
    <div class="side">
      <p class="side-name">
        {side} {entity ? '' : <span class="none">no entity</span>}
      </p>
      <p class="sentence" dir="auto">
        {first > 0 && '… '}
        <Tokens side={side} tokens={tokens} entity={entity} first={first} end={end} />
        {end < tokens.length && ' …'}
      </p>
      {isCut && (
        <button type="button" class="more" onClick={() => setWhole(true)}>
          Show all {renderInteger(tokens.length)} tokens
        </button>
      )}
    </div>
  );
}

interface TokensProps extends Omit<Props, 'around'> {
  readonly first: number;
  readonly end: number;
}

function Tokens({ side, tokens, entity, first, end }: TokensProps) {
  const textOf = (from: number, to: number) => tokens.slice(from, to).map(shownToken).join(' ');
  if (!entity) return <bdi>{textOf(first, end)}</bdi>;
  const [start, after] = [startOf([entity]), Math.min(endOf([entity]), tokens.length)];
  const isPart = entity.start !== start || entity.end !== after;
  return (
    <>
      {start > first && <bdi>{textOf(first, start)}</bdi>}{' '}
      <mark class={side} dir="auto">
        {textOf(start, after)}
        {NO_BREAK_SPACE}
        <TypeLabel side={side} type={entity.type} />
        {isPart && <small> (not whole tokens)</small>}
      </mark>{' '}
      {after < end && <bdi>{textOf(after, end)}</bdi>}
    </>
  );
}

function shownToken(token: string): string {
  const shown = shortened(token, SHOWN_CHARACTERS);
  return shown.endsWith('…') && token.length > SHOWN_CHARACTERS
    ? `${shown} (${renderInteger(token.length)} characters)`
    : shown;
}

// A boundary within a token is a fraction.
const startOf = (entities: readonly Entity[]) =>
  Math.min(...entities.map(({ start }) => Math.floor(start)));

const endOf = (entities: readonly Entity[]) =>
  Math.max(...entities.map(({ end }) => Math.ceil(end)));
