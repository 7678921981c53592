// What arrives of a gradient at each word before the loss, by cell.
import { visibleText } from '../../src/evaluation/report/elements/visible-text.js';
import { percent, smallPercent } from '../elements/numbers.js';
import { CELLS, type Felt } from './felt.js';

export const FeltTable = ({ words, at, shares }: Felt) => (
  <>
    <h2 id="felt">How much of the mistake at “{visibleText(words[at])}” is felt</h2>
    <table class="gate-table felt" aria-labelledby="felt">
      <thead>
        <tr>
          <th scope="col">at the word</th>
          {CELLS.map((cell) => (
            <th key={cell} scope="col">
              {cell.toUpperCase()}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {words.slice(0, at + 1).map((word, index) => (
          <tr key={index} class={index === at ? 'chosen' : undefined}>
            <th scope="row">{visibleText(word)}</th>
            {CELLS.map((cell) => (
              <td key={cell} class="kept" style={{ '--share': percent(shares[cell][index], 1) }}>
                {smallPercent(shares[cell][index])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </>
);
