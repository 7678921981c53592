// How far back a loss is felt, by cell.
import { useState } from 'preact/hooks';
import type { GradientFlow, TaggerWorker } from 'teddy-tagger/browser';
import { TextField } from '../elements/text-field.js';
import { useAnswer } from '../elements/use-answer.js';
import { WordChoice } from '../elements/word-choice.js';
import type { Catalog } from '../models/catalog.js';
import { useSmallModels } from '../models/use-small-models.js';
import { CELLS, type ComparedTaggers, measureFelt } from './felt.js';
import { FeltTable } from './felt-table.js';
import { FlowChart } from './flow-chart.js';

const EXAMPLES = [
  'The cat, which already ate a bowl of fish, was full.',
  'Teddy Roosevelt, who once spared a bear in the woods of Mississippi, was born in New York.',
];

interface Props {
  readonly worker: TaggerWorker;
  readonly small: Catalog['small'];
  readonly dev: Uint8Array;
}

export function GradientsTab({ worker, small, dev }: Props) {
  const taggers = useSmallModels(worker, small, CELLS);
  return (
    <>
      <div class="intro">
        <p>
          A network learns from its mistakes: the <em>loss</em> at a word is sent back through the
          network as a <em>gradient</em>, word by word. If little of it arrives at an early word,
          the network hardly learns that this word mattered. In an RNN each step multiplies it by
          the same weights, so that it <strong>vanishes</strong>. Gates let it pass.
        </p>
      </div>
      {taggers ? <Measured taggers={taggers} dev={dev} /> : <p role="status">Loading …</p>}
    </>
  );
}

interface MeasuredProps {
  readonly taggers: ComparedTaggers;
  readonly dev: Uint8Array;
}

function Measured({ taggers, dev }: MeasuredProps) {
  const [text, setText] = useState(EXAMPLES[0]);
  const [place, setPlace] = useState<number>();
  const { value: felt } = useAnswer(() => measureFelt(taggers, text, place), [text, place]);
  const changeText = (changed: string) => {
    setPlace(undefined);
    setText(changed);
  };
  return (
    <>
      <TextField label="A sentence" value={text} examples={EXAMPLES} onChange={changeText} />
      {felt && (
        <WordChoice
          label="The mistake is made at"
          words={felt.words}
          chosen={felt.at}
          onChange={setPlace}
        />
      )}
      <div class="columns">
        <div>{felt && <FeltTable {...felt} />}</div>
        <Corpus taggers={taggers} dev={dev} />
      </div>
    </>
  );
}

function Corpus({ taggers, dev }: MeasuredProps) {
  const { value } = useAnswer(async () => {
    const texts = sentencesOf(dev);
    const flows = await Promise.all(CELLS.map((cell) => taggers[cell].gradientFlow(texts)));
    return flows.filter((flow): flow is GradientFlow => flow !== undefined);
  }, []);
  return (
    <div>
      {value ? (
        <FlowChart
          title="On many sentences"
          flows={value.map((flow) => ({ name: flow.cell.toUpperCase(), flow }))}
        />
      ) : (
        <p role="status">Measuring …</p>
      )}
      <p class="note">
        The medians over the words of the sample sentences, on a logarithmic scale: each line down
        is a tenth, and the lowest stands for less, too. Measured is the gradient at the hidden
        state in the forward direction. Much of an LSTM’s gradient travels in its cell state
        instead, so that its curve falls fast at first and levels off later.
      </p>
    </div>
  );
}

const sentencesOf = (corpus: Uint8Array): string[] =>
  new TextDecoder()
    .decode(corpus)
    .split('\n\n')
    .map((block) =>
      block
        .split('\n')
        .map((row) => row.split(' ')[0])
        .join(' '),
    )
    .filter((text) => text.trim() !== '');
