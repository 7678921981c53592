// The choices for one of the two networks.
import { Select } from '../../src/report-page/browser/select.js';
import { CELLS } from '../equations/equations.js';
import { CELL_NAMES } from '../models/catalog.js';
import type { NetworkChoice } from './run-state.js';

interface Props {
  readonly name: string;
  readonly choice: NetworkChoice;
  readonly onChange: (choice: NetworkChoice) => void;
}

const cells = CELLS.map(({ name }) => ({ value: name, label: CELL_NAMES[name] }));
const layers = [1, 2, 3].map((value) => ({ value, label: String(value) }));
const directions = [
  { value: 2, label: 'both ways' },
  { value: 1, label: 'forward only' },
] as const;

export function NetworkForm({ name, choice, onChange }: Props) {
  const change = (changed: Partial<NetworkChoice>) => onChange({ ...choice, ...changed });
  return (
    <fieldset class="network">
      <legend>Network {name}</legend>
      <div class="fields">
        <Select
          label="Cell"
          choices={cells}
          chosen={choice.cell}
          onChange={(cell) => change({ cell })}
        />
        <Select
          label="Layers"
          choices={layers}
          chosen={choice.layers}
          onChange={(value) => change({ layers: value })}
        />
        <Select
          label="Reads"
          choices={directions}
          chosen={choice.directions}
          onChange={(value) => change({ directions: value })}
        />
      </div>
    </fieldset>
  );
}
