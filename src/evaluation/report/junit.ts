// The evaluation report as JUnit XML: a test case for each gate and for each type, the scores as properties of the suite.
import { escapeUTF8 } from 'entities/escape';
import type { EvalReport, ReportGate, ReportRow } from './eval-report.js';

export function renderJunit({ corpus, systems, gates }: EvalReport): string {
  const [system] = systems;
  const suite = `tagger eval ${corpus.name}`;
  const failures = gates.filter(({ outcome }) => outcome === 'failed').length;
  const errors = gates.filter(({ outcome }) => outcome === 'not comparable').length;
  const uniqueName = createUniqueNames();
  const gateCases = gates.map((gate) => renderGateCase(gate, uniqueName(gate.name)));
  const typeCases = Object.entries(system.types).map(([type, row]) =>
    renderTypeCase(uniqueName(`type ${type}`), row),
  );
  const counts = { tests: gates.length + typeCases.length, failures, errors };
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: suite, ...counts })}>`,
    `  <testsuite${attributes({ name: suite, ...counts })}>`,
    '    <properties>',
    ...propertiesOf(system).map(
      ([name, value]) => `      <property${attributes({ name, value })}/>`,
    ),
    '    </properties>',
    ...gateCases,
    ...typeCases,
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function propertiesOf({
  name,
  sha256,
  tokens,
  overall,
  macro,
  weighted,
  types,
}: EvalReport['systems'][number]): (readonly [string, string | number])[] {
  const figures = (label: string, row: Pick<ReportRow, 'precision' | 'recall' | 'f1'>) =>
    (['precision', 'recall', 'f1'] as const).map(
      (metric) => [`${label}.${metric}`, row[metric].toFixed(2)] as const,
    );
  return [
    ['system', name],
    ['sha256', sha256],
    ['accuracy', tokens.accuracy.toFixed(2)],
    ...figures('overall', overall),
    ...figures('macro', macro),
    ...figures('weighted', weighted),
    ...Object.entries(types).flatMap(([type, row]) => figures(`type.${type}`, row)),
  ];
}

function renderGateCase({ outcome, message }: ReportGate, name: string): string {
  const start = `    <testcase${attributes({ classname: 'tagger.eval.gate', name })}`;
  if (outcome === 'passed') return `${start}/>`;
  const element = outcome === 'failed' ? 'failure' : 'error';
  return `${start}><${element}${attributes({ message })}/></testcase>`;
}

/** A type has no threshold of its own: its case carries the scores and always passes. */
function renderTypeCase(name: string, { precision, recall, f1, gold }: ReportRow): string {
  const scores = `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, F1 ${f1.toFixed(2)}, ${gold} gold`;
  const start = `    <testcase${attributes({ classname: 'tagger.eval.type', name })}`;
  return `${start}><system-out>${escapeXml(scores)}</system-out></testcase>`;
}

/** Numbers the names that are the same once XML has lost some of their characters. */
function createUniqueNames(): (name: string) => string {
  const used = new Set<string>();
  return (name) => {
    const plain = name.replaceAll(FORBIDDEN, REPLACEMENT).replaceAll(/\s/gu, ' ');
    let unique = plain;
    for (let number = 2; used.has(unique); number++) unique = `${plain} (${number})`;
    used.add(unique);
    return unique;
  };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

// Control characters and lone surrogates, which XML cannot hold even escaped.
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

const REPLACEMENT = '\ufffd';

const escapeXml = (text: string) => escapeUTF8(text.replaceAll(FORBIDDEN, REPLACEMENT));
