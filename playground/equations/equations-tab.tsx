// What each cell computes at a word, as a picture and as equations.
import { useState } from 'preact/hooks';
import { RadioPills } from '../elements/radio-pills.js';
import { CELL_NAMES } from '../models/catalog.js';
import { CellPicture } from './cell-picture.js';
import { Equations } from './equation-list.js';
import { BOTH_DIRECTIONS, CELLS, SYMBOLS } from './equations.js';

const choices = CELLS.map((cell) => ({ value: cell, label: CELL_NAMES[cell.name] }));

export function EquationsTab() {
  const [cell, setCell] = useState(CELLS[0]);
  return (
    <>
      <p class="intro">
        A recurrent network reads a text word by word. At each word, a <em>cell</em> makes a new
        state from the old state and the word. A <em>gate</em> is a number from 0 to 1 for each unit
        of the state: what is multiplied by 1 passes, what is multiplied by 0 is stopped.
      </p>
      <RadioPills label="Cell" choices={choices} chosen={cell} onChange={setCell} />
      <div class="columns">
        <div>
          <CellPicture cell={cell.name} />
          <p>{cell.about}</p>
        </div>
        <div>
          <Equations equations={cell.equations} />
        </div>
      </div>
      <h2>Both directions</h2>
      <Equations equations={[BOTH_DIRECTIONS]} />
      <h2>Symbols</h2>
      <dl class="symbols">
        {SYMBOLS.map(([symbol, meaning]) => (
          <div key={symbol}>
            <dt>{symbol}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
