// A formula as MathML, which browsers draw and screen readers read.
import { Fragment } from 'preact';
import { type FormulaPart, GATE_COLORS, parseFormula } from './formula.js';

export function MathFormula({ formula }: { readonly formula: string }) {
  const parts = parseFormula(formula);
  return (
    <math>
      <mrow>
        {parts.map((part, index) => (
          <Fragment key={index}>
            <Part part={part} />
            {isFunction(part) && parts[index + 1]?.text !== '(' && <mspace width="0.25em" />}
          </Fragment>
        ))}
      </mrow>
    </math>
  );
}

const isFunction = ({ text }: FormulaPart) => text === 'tanh' || text === 'σ';

function Part({ part }: { readonly part: FormulaPart }) {
  if (part.kind === 'number') return <mn>{part.text}</mn>;
  if (part.kind === 'operator') return <Operator text={part.text} />;
  const { text, below, above, isPrimed } = part;
  const name = <mi class={GATE_COLORS[text]}>{text}</mi>;
  if (above !== undefined) {
    return (
      <mover>
        {name}
        <Operator text={above} />
      </mover>
    );
  }
  if (isPrimed) {
    return (
      <mrow>
        {name}
        <mo lspace="0" rspace="0">
          ′
        </mo>
      </mrow>
    );
  }
  if (below === undefined) return name;
  return (
    <msub>
      {name}
      <mi>{below}</mi>
    </msub>
  );
}

// As a boolean, the attribute would be left out, and brackets would grow.
const UNSTRETCHED: object = { stretchy: 'false' };

const Operator = ({ text }: { readonly text: string }) => <mo {...UNSTRETCHED}>{text}</mo>;
