// Which gates passed, failed, or could not be compared: failures first.
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderFigure, renderQuantity } from '../elements/numbers.js';
import type { ReportGate } from '../eval-report.js';
import { FIGURES } from './score-table.js';
import type { Section } from './section.js';

const OUTCOMES = ['failed', 'not comparable', 'passed'] as const;
const NAMES = { failed: 'Failed', 'not comparable': 'Not comparable', passed: 'Passed' } as const;
const MARKS = { failed: '✕', 'not comparable': '?', passed: '✓' } as const;

export function gatesSection(gates: readonly ReportGate[]): Section | undefined {
  if (gates.length === 0) return undefined;
  const sorted = OUTCOMES.flatMap((outcome) => gates.filter((gate) => gate.outcome === outcome));
  return {
    name: 'gates',
    title: 'Gates',
    body: html`${renderVerdict(gates)}<ul class="gates">
${sorted.map(renderGate)}</ul>
`,
  };
}

function renderVerdict(gates: readonly ReportGate[]): Markup {
  const [failed, notComparable] = (['failed', 'not comparable'] as const).map(
    (outcome) => gates.filter((gate) => gate.outcome === outcome).length,
  );
  if (failed + notComparable === 0) {
    const text = gates.length === 1 ? 'The gate passed.' : `All ${gates.length} gates passed.`;
    return html`<p class="verdict passed">${text}</p>`;
  }
  const parts = [
    failed > 0 && `${failed} of ${renderQuantity(gates.length, 'gate')} failed`,
    notComparable > 0 && `${notComparable} could not be compared`,
  ].filter((part) => part !== false);
  return html`<p class="verdict failed">${parts.join(', ')}.</p>`;
}

function renderGate(gate: ReportGate): Markup {
  const { name, metric, type, outcome, message, value, threshold } = gate;
  const figure = `${FIGURES[metric]}${type === undefined ? '' : ` of ${type}`}`;
  const mark = html`<span class="mark" aria-hidden="true">${MARKS[outcome]}</span>`;
  return html`<li class="gate ${outcome.replace(' ', '-')}">
<p class="outcome">${mark} ${NAMES[outcome]}</p>
<div><p class="name"><code>${isolated(name)}</code></p><p>${isolated(message)}</p></div>
<dl>${renderValue(figure, value)}${renderValue('At least', threshold)}</dl></li>
`;
}

const renderValue = (name: string, value: number | undefined): Markup =>
  html`<div><dt>${name}</dt><dd>${value === undefined ? '–' : renderFigure(value)}</dd></div>`;
