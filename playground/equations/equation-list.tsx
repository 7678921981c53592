// The equations of a cell, each with its meaning.
import { type CellName, cellNamed, type Equation } from './equations.js';
import { MathFormula } from './math.js';

export const EquationList = ({ cell }: { readonly cell: CellName }) => (
  <Equations equations={cellNamed(cell).equations} />
);

export const Equations = ({ equations }: { readonly equations: readonly Equation[] }) => (
  <dl class="equations">
    {equations.map(({ formula, meaning }) => (
      <div key={formula}>
        <dt>
          <MathFormula formula={formula} />
        </dt>
        <dd>{meaning}</dd>
      </div>
    ))}
  </dl>
);
