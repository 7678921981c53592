// The sentence as it grows, a line for each further word, colored by what the network believes.
import { visibleText } from '../../src/evaluation/report/elements/visible-text.js';
import { percent } from '../elements/numbers.js';
import { colorOf } from '../tag/highlighted-text.js';
import type { Belief, GrowingSentence } from './reading.js';

interface Props {
  readonly sentence: GrowingSentence;
  readonly types: readonly string[];
  readonly chosen: number;
}

// Less than this is not worth a color.
const LEAST_SHARE = 0.05;

export const GrowingLines = ({ sentence, types, chosen }: Props) => (
  <ol class="growing">
    {sentence.beliefs.map((beliefs, index) => (
      <li key={index}>
        {beliefs.map((belief, word) => (
          <Word
            key={word}
            text={visibleText(sentence.words[word])}
            belief={belief}
            color={colorOf(types, belief.type)}
            isChosen={word === chosen}
          />
        ))}
      </li>
    ))}
  </ol>
);

interface WordProps {
  readonly text: string;
  readonly belief: Belief;
  readonly color: string;
  readonly isChosen: boolean;
}

function Word({ text, belief: { share, type, typeShare }, color, isChosen }: WordProps) {
  const isNamed = share >= LEAST_SHARE;
  return (
    <>
      <span
        class={`belief ${color}${isChosen ? ' chosen' : ''}`}
        style={{ '--share': percent(isNamed ? share : 0) }}
        title={`a name: ${percent(share)}; ${type}: ${percent(typeShare)}`}
      >
        {text}
        {(isNamed || isChosen) && <small> {percent(share)}</small>}
      </span>{' '}
    </>
  );
}
