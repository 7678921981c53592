// The playground in Chromium: what each tab shows is what the library says.
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { loadTagger } from '../../src/browser/index.js';
import { runTagger } from '../e2e/run-tagger.js';
import { accessibilityFaults, DESKTOP, PHONE } from '../report-page/open-report.js';
import { usePlayground } from './open-playground.js';
import { openTab, panelOf, settled, textsOf } from './shown-panel.js';

const playground = usePlayground();
const TABS = ['Tag', 'Gates', 'Two directions', 'Gradients', 'Train', 'Equations'];

let page: Page;
beforeAll(async () => {
  page = await playground.page();
});

const panel = () => panelOf(page);

async function expectTexts(selector: string, expected: readonly string[]): Promise<void> {
  const isExpected = (texts: string[]) => JSON.stringify(texts) === JSON.stringify(expected);
  expect(await settled(page, textsOf(selector), isExpected)).toEqual(expected);
}

const percent = (share: number) => `${(100 * share).toFixed(0)}%`;

test.each([
  ['a desktop in light mode', DESKTOP],
  ['a phone in dark mode', { ...PHONE, colorScheme: 'dark' as const }],
])('every tab fits %s and has no serious accessibility fault', async (_, screen) => {
  const opened = await playground.page(screen);
  for (const name of TABS) {
    await openTab(opened, name);
    expect(await opened.evaluate('document.documentElement.scrollWidth')).toBe(
      screen.viewport.width,
    );
    expect(await accessibilityFaults(opened)).toEqual([]);
  }
  await opened.close();
});

test('tabs are chosen by arrow keys, Home and End, and one stop leads to them', async () => {
  await openTab(page, 'Tag');
  const chosen = () => page.evaluate('document.activeElement.textContent');
  await page.getByRole('tab', { name: 'Tag' }).focus();
  const names: unknown[] = [];
  for (const key of ['ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
    await page.keyboard.press(key);
    names.push(await chosen());
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe(await chosen());
  }
  expect(names).toEqual(['Gates', 'Equations', 'Tag', 'Equations', 'Tag']);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.labels[0].innerText')).toContain('Model');
});

const TEXT = 'Teddy Roosevelt slept.\nTeddy met Anna in Paris.';

const marksOf = (text: string) =>
  playground.models.lstm
    .tagBatch(text.split('\n'))
    .flatMap(({ entities }) =>
      entities.map(({ text, label, confidence }) => `${text} ${label} ${percent(confidence)}`),
    );

test('a text is tagged while it is typed, as the library tags it', async () => {
  await openTab(page, 'Tag');
  expect(marksOf(TEXT).length).toBeGreaterThan(1);
  const field = panel().getByLabel('Your text');
  await field.fill('');
  await expectTexts('mark', []);
  await field.pressSequentially(TEXT);
  await expectTexts('mark', marksOf(TEXT));
});

test('a type that is turned off is neither shown nor exported', async () => {
  const [entity] = playground.models.lstm.tag(TEXT);
  await page.getByRole('checkbox', { name: entity.label }).uncheck();
  await expectTexts(
    'mark',
    marksOf(TEXT).filter((mark) => !mark.includes(` ${entity.label} `)),
  );
  await page.getByText('Export').click();
  expect(await page.locator('pre').textContent()).not.toContain(`"${entity.label}"`);
  await page.getByRole('checkbox', { name: entity.label }).check();
});

test('the exports are the output of the command', async () => {
  const model = `${process.env.TMPDIR}/lstm.safetensors`;
  writeFileSync(model, playground.lstmBytes);
  for (const [name, format] of [
    ['JSON Lines', 'jsonl'],
    ['CoNLL columns', 'conll'],
    ['Inline brackets', 'inline'],
  ]) {
    await panel().getByLabel('Format').selectOption(name);
    const { stdout } = runTagger(['tag', '--model', model, '--format', format], {
      input: `${TEXT}\n`,
    });
    expect(await page.locator('pre').textContent()).toBe(stdout);
  }
});

test('a minimum confidence loads the model with this option', async () => {
  const { tag } = await loadTagger(playground.lstmBytes, { minConfidence: 0.2 });
  const text = TEXT.split('\n')[1];
  await panel().getByLabel('Your text').fill(text);
  await panel().getByLabel('Minimum confidence').fill('0.2');
  const found = tag(text).map(
    ({ text, label, confidence }) => `${text} ${label} ${percent(confidence)}`,
  );
  expect(found).not.toEqual(marksOf(text));
  await expectTexts('mark', found);
  await panel().getByLabel('Minimum confidence').fill('0');
  await expectTexts('mark', marksOf(text));
});

const modelChoice = () => panel().getByRole('combobox', { name: /^Model/ });
const fileInput = () => panel().locator('input[type=file]');
const fileOf = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

test('a corpus is scored, and a malformed one is refused with the sentence of the library', async () => {
  const corpus = readFileSync('data/teddy/test.conll');
  await fileInput().setInputFiles(fileOf('test.conll', corpus));
  const { score } = playground.models.lstm.score(corpus);
  await expectTexts('.summary', [`F1 ${score.overall.f1.toFixed(1)} on 75 sentences`]);
  expect(await panel().locator('.wrong li').count()).toBe(20);
  expect(await accessibilityFaults(page)).toEqual([]);
  await fileInput().setInputFiles(fileOf('bad.conll', 'Teddy B-PER\nslept\n'));
  await expectTexts('.problem', ['bad.conll:2: expected 2 columns, found 1: "slept"']);
  await panel().getByRole('button', { name: 'Close' }).click();
});

test('a model is opened, and one that is none is refused', async () => {
  await fileInput().setInputFiles(fileOf('my.safetensors', playground.lstmBytes));
  await expectTexts('.bar > .note', ['LSTM, 8 units, both directions; opened from your device.']);
  await fileInput().setInputFiles(fileOf('none.safetensors', 'no model'));
  await expectTexts('.problem', ['none.safetensors: expected a safetensors file, found text']);
  await modelChoice().selectOption('teddy-lstm.safetensors');
  await expectTexts('.problem', []);
});

test('a file that is dropped on the page is opened', async () => {
  await page.evaluate(`{
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['Teddy B-PER\\nslept O\\n'], 'dropped.conll'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
  }`);
  await panel().getByRole('heading', { name: 'dropped.conll' }).waitFor();
  await panel().getByRole('button', { name: 'Close' }).click();
});

test('the gates are those of the library, and keys lead through their numbers', async () => {
  await openTab(page, 'Gates');
  const text = await panel().getByLabel('A sentence').inputValue();
  const [{ tokens, layers }] = playground.models.lstm.gates(text);
  const [forward] = layers;
  const meansOf = (name: string) => forward.gates.find((gate) => gate.name === name)?.means ?? [];
  const short = (value: number) => value.toFixed(2).replace(/^0/, '');
  await expectTexts(
    'tbody th',
    tokens.map((token) => token.text),
  );
  await expectTexts('tbody td:nth-child(2)', meansOf('forget').map(short));
  await expectTexts('tbody td:nth-child(3)', meansOf('update').map(short));
  await expectTexts('tbody td:nth-child(4)', meansOf('output').map(short));
  await panel().getByRole('button', { name: 'which', exact: true }).click();
  // Behind "already", each unit has kept what its forget gate let pass there.
  const [already] = forward.gates.flatMap(({ name, units }) =>
    name === 'forget' ? [units[4]] : [],
  );
  const left = already.reduce((sum, value) => sum + value, 0) / already.length;
  const halfCount = already.filter((value) => value > 0.5).length;
  await expectTexts('.detail', [
    `After “already”, ${percent(left)} of the state at “which” is left; ${halfCount} of 8 units still have more than half.`,
  ]);
  await page.locator('td[tabindex="0"]').focus();
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowUp'])
    await page.keyboard.press(key);
  expect(await page.evaluate('document.activeElement.innerText')).toBe(short(meansOf('forget')[3]));
  expect(await panel().locator('.detail').textContent()).toMatch(/^The forget gate at “which”: /);
});

test('two units are followed from a word on, by their forget gates in the library', async () => {
  const text = await panel().getByLabel('A sentence').inputValue();
  const [{ layers }] = playground.models.lstm.gates(text);
  const { units } = layers[0].gates.find(({ name }) => name === 'forget')!;
  await panel().getByRole('radio', { name: 'fish' }).check();
  // "," and "was" and "full" and "." are read after it.
  const after = units.slice(10);
  const left = Array.from(after[0], (_, unit) =>
    after.reduce((share, row) => share * row[unit], 1),
  );
  const kept = left.indexOf(Math.max(...left));
  const lost = after[0].indexOf(Math.min(...after[0]));
  const short = (value: number) => value.toFixed(2).replace(/^0/, '');
  const gates = (unit: number) =>
    `${short(after[0][unit])} at “,”, ${short(after[1][unit])} at “was”, ${short(after[2][unit])} at “full”`;
  await expectTexts('.unit-stories p:not(:last-child)', [
    `Unit ${kept + 1} keeps its note. Its forget gate is ${gates(kept)}, and so on. ${percent(left[kept])} of the note is left at the end.`,
    `Unit ${lost + 1} forgets its note. Its forget gate is ${gates(lost)}, and so on. ${percent(left[lost])} of it is left.`,
  ]);
  await panel().getByRole('radio', { name: '.', exact: true }).check();
  await panel().getByText('Nothing is read after “.”.').waitFor();
  await panel().getByRole('radio', { name: 'which' }).check();
});

test('a GRU keeps what its update gate leaves, and an RNN has no gates', async () => {
  await modelChoice().selectOption('teddy-gru.safetensors');
  const text = await panel().getByLabel('A sentence').inputValue();
  const [{ layers }] = playground.models.gru.gates(text);
  const update = layers[0].gates.find(({ name }) => name === 'update')!.units[4];
  const left = update.reduce((sum, value) => sum + 1 - value, 0) / update.length;
  await panel().getByRole('columnheader', { name: 'reset' }).first().waitFor();
  expect(await panel().locator('tbody tr:nth-child(5) td:nth-child(4)').textContent()).toBe(
    percent(left),
  );
  await modelChoice().selectOption('teddy-rnn.safetensors');
  await panel().getByText('This cell has no gates').waitFor();
  await modelChoice().selectOption('teddy-lstm.safetensors');
});

test('forward only, the belief about a word never changes; both ways, it is that of the library', async () => {
  await openTab(page, 'Two directions');
  const text = await panel().getByLabel('A sentence').inputValue();
  const lines = async (column: number) => {
    await panel().getByText('Teddy', { exact: true }).first().click();
    return (await page.evaluate(
      textsOf(`.columns > :nth-child(${column}) .belief.chosen small`),
    )) as string[];
  };
  const believed = (name: 'forward' | 'lstm') => {
    const { labels, readPrefixes } = playground.models[name];
    const [{ prefixes }] = readPrefixes(text);
    return prefixes
      .slice(2)
      .map(({ probabilities }) => percent(1 - probabilities[2][labels.indexOf('O')]));
  };
  const [forward, both] = [await lines(1), await lines(2)];
  expect(forward).toEqual(believed('forward'));
  expect(new Set(forward).size).toBe(1);
  expect(both).toEqual(believed('lstm'));
  expect(new Set(both).size).toBeGreaterThan(1);
});

test('gradients are those of the library, relative to the word of the mistake', async () => {
  await openTab(page, 'Gradients');
  const text = await panel().getByLabel('A sentence').inputValue();
  await panel().getByText('fish', { exact: true }).first().click();
  await expectTexts('h2', ['How much of the mistake at “fish” is felt']);
  const at = 9;
  for (const [index, name] of (['rnn', 'lstm', 'gru'] as const).entries()) {
    const [{ norms }] = playground.models[name].gradientNorms(text, at, { tag: 'S-PER' })!.layers;
    const shown: string[] = await page.evaluate(textsOf(`tbody td:nth-child(${index + 2})`));
    const shares = norms.slice(0, at + 1).map((norm) => (100 * norm) / norms[at]);
    const rendered = shares.map((share) =>
      share < 0.001 ? '<0.001%' : `${Number(share.toPrecision(2))}%`,
    );
    expect(shown).toEqual(rendered);
  }
  expect(await panel().locator('.line-chart .series').count()).toBe(6);
});

test('two networks are trained side by side, and one of them is used', async () => {
  await openTab(page, 'Train');
  await panel().getByLabel('Epochs').fill('2');
  const networkA = panel().getByRole('group', { name: 'Network A' });
  await networkA.getByLabel('Cell').selectOption('GRU');
  await networkA.getByLabel('Reads').selectOption('forward only');
  await panel().getByRole('button', { name: 'Train both' }).click();
  await panel().getByRole('button', { name: 'Use A' }).waitFor();
  await panel().getByRole('button', { name: 'Use B' }).waitFor();
  const labels: string[] = await page.evaluate(
    `[...document.querySelectorAll('[role=tabpanel]:not([hidden]) [role=img]')].map((one) => one.getAttribute('aria-label'))`,
  );
  expect(labels).toHaveLength(4);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(labels[1]).toMatch(
    /^A: GRU, 1 layer, forward only: \d+\.\d; B: LSTM, 1 layer, both directions: \d+\.\d$/,
  );
  await panel().getByRole('button', { name: 'Use A' }).click();
  await openTab(page, 'Gates');
  const isTrained = ([note]: string[]) => /^GRU/.test(note);
  expect(await settled(page, textsOf('.bar > .note'), isTrained)).toEqual([
    expect.stringMatching(
      /^GRU, 40 units, forward only; trained in this tab, best after epoch [12]\.$/,
    ),
  ]);
});

test('a training is stopped with its best model so far', async () => {
  await openTab(page, 'Train');
  await panel().getByLabel('Epochs').fill('200');
  await panel().getByRole('button', { name: 'Train both' }).click();
  await panel()
    .getByText(/A: epoch \d+\. B: epoch \d+\./)
    .waitFor();
  await panel().getByRole('button', { name: 'Stop' }).click();
  await panel().getByRole('button', { name: 'Use B' }).waitFor();
  await panel().getByRole('button', { name: 'Train both' }).waitFor();
});

test('each cell has its picture and its equations', async () => {
  await openTab(page, 'Equations');
  for (const [name, count] of Object.entries({
    LSTM: 4,
    'LSTM with peepholes': 4,
    GRU: 4,
    'Simple GRU': 3,
    RNN: 1,
  })) {
    await panel().getByRole('radio', { name, exact: true }).check();
    expect(await panel().locator('.columns math').count()).toBe(count);
    expect(await panel().getByRole('img').getAttribute('aria-label')).toMatch(
      new RegExp(`^${name.replace(' with peepholes', '')}: `),
    );
  }
});

test('a page without its models says how to build them', async () => {
  expect(await playground.withoutModels()).toBe(
    'models.json: expected a file, found status 404; npm run build:playground puts it beside the page',
  );
});

test('after the page and its models, nothing was fetched', () => {
  expect(playground.requests).toEqual([]);
});
