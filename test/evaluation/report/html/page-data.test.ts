import { expect, test } from '@jest/globals';
import {
  findPageData,
  renderPageData,
} from '../../../../src/evaluation/report/elements/page-data.js';
import { pageDataOf } from '../../../../src/evaluation/report/html/page-data.js';
import { HOSTILE, hostile } from './extreme-reports.js';
import { oneSystem, threeSystems } from './news-report.js';

test('a sentence with several errors in several systems is held once', () => {
  const { sentences, systems } = pageDataOf(threeSystems);
  const all = threeSystems.systems.flatMap(({ errors }) => errors.examples);
  const different = new Set(all.map(({ tokens }) => tokens.join(' ')));
  expect(sentences.map((tokens) => tokens.join(' '))).toEqual([...different]);
  systems.forEach(({ errors }, index) => {
    const { examples } = threeSystems.systems[index].errors;
    expect(errors.map(({ sentence }) => sentences[sentence])).toEqual(
      examples.map(({ tokens }) => tokens),
    );
  });
});

test('an error of a changed sentence is found by the line of the sentence', () => {
  const [{ errors }] = pageDataOf(oneSystem).systems;
  const changes = errors.filter(({ change }) => change === 'worse').map(({ line }) => line);
  // The entities are the tokens 9, 2 and 1 of the sentences in lines 188, 580 and 713.
  expect(changes).toEqual([197, 582, 714]);
});

test('only the first system is compared', () => {
  const [, second] = pageDataOf(threeSystems).systems;
  for (const { change } of second.errors) expect(change).toBeUndefined();
});

test('no text ends the element that holds the data, and all of it comes back', () => {
  const data = pageDataOf(hostile);
  const text = findPageData(renderPageData(data).markup) ?? '';
  expect(text).not.toMatch(/[<\u2028\u2029]/);
  expect(text).not.toContain('\u0000');
  const read = JSON.parse(text);
  expect(read).toEqual(data);
  expect(JSON.stringify(read)).toContain(JSON.stringify(HOSTILE.endOfScript).slice(1, -1));
});
