import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { validateXML } from 'xmllint-wasm';
import type { EvalReport } from '../../../src/evaluation/report/eval-report.js';
import { renderJunit } from '../../../src/evaluation/report/junit.js';
import { failedGate, missed, sampleReport } from './sample-report.js';

const schema = readFileSync(resolve('test/evaluation/report/jenkins-junit.xsd'), 'utf8');

/** The report, after a check against the schema and of the names of its cases. */
async function junit(report: EvalReport): Promise<string> {
  const xml = renderJunit(report);
  const { valid, errors } = await validateXML({ xml, schema });
  expect(errors).toEqual([]);
  expect(valid).toBe(true);
  const names = [...xml.matchAll(/<testcase [^>]*? name="([^"]*)"/g)].map(([, name]) => name);
  expect(names).toHaveLength(Object.keys(report.systems[0].types).length + report.gates.length);
  expect(new Set(names).size).toBe(names.length);
  return xml;
}

test('the schema refuses what is no report', async () => {
  const xml = '<testsuites><testsuite name="no counts"/></testsuites>';
  expect((await validateXML({ xml, schema })).valid).toBe(false);
});

test('gates and types are cases, and scores are properties', async () => {
  const xml = await junit(
    sampleReport(missed(2), [
      failedGate('min-f1 PER', 'F1 of PER 0.00 is below 90.00'),
      { ...failedGate('min-f1 ORG', 'no ORG'), outcome: 'not comparable' },
      { ...failedGate('min-f1', 'fine'), outcome: 'passed' },
    ]),
  );
  expect(xml).toContain(
    '<testsuite name="tagger eval gold.conll" tests="4" failures="1" errors="1">',
  );
  expect(xml).toContain(
    '<testcase classname="tagger.eval.gate" name="min-f1 PER"><failure message="F1 of PER 0.00 is below 90.00"/></testcase>',
  );
  expect(xml).toContain('name="min-f1 ORG"><error message="no ORG"/></testcase>');
  expect(xml).toContain('<testcase classname="tagger.eval.gate" name="min-f1"/>');
  expect(xml).toContain('<property name="overall.f1" value="0.00"/>');
  expect(xml).toContain('<property name="type.PER.recall" value="0.00"/>');
  expect(xml).toContain(
    '<testcase classname="tagger.eval.type" name="type PER"><system-out>precision 0.00, recall 0.00, F1 0.00, 2 gold</system-out></testcase>',
  );
});

test.each(['<&>"\'', ']]>', '\u0001\u001b', '\ud800', '\uffff', '-->', 'é😀', '__proto__', 'a\nb'])(
  'a type named %j gives a valid report',
  async (type) => {
    await junit(sampleReport(missed(1, type), [failedGate(`min-f1 ${type}`, `${type} is low`)]));
  },
);

test('types that XML cannot tell apart have different names', async () => {
  const types = ['A\u0001', 'A\u0002', 'A\ufffd', 'B\tC', 'B C'];
  const xml = await junit(sampleReport(types.flatMap((type) => missed(1, type))));
  expect(xml).toContain('name="type A\ufffd (3)"');
  expect(xml).toContain('name="type B C (2)"');
});

test('a type and a gate may have the same name', async () => {
  await junit(sampleReport(missed(1, 'x'), [failedGate('type x', 'low')]));
});
