// The words of a sentence, one of which is chosen.
import { visibleText } from '../../src/evaluation/report/elements/visible-text.js';
import { RadioPills } from './radio-pills.js';

interface Props {
  readonly label: string;
  readonly words: readonly string[];
  readonly chosen: number;
  readonly onChange: (index: number) => void;
}

export const WordChoice = ({ label, words, chosen, onChange }: Props) => (
  <RadioPills
    label={label}
    choices={words.map((word, index) => ({ value: index, label: visibleText(word) }))}
    chosen={chosen}
    onChange={onChange}
  />
);
