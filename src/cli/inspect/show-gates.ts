// What `tagger inspect --gates` prints: a table, JSON, a web page or a picture.
import { basename } from 'node:path';
import { InputError } from '../../errors.js';
import { countValues, type GateMap } from '../../evaluation/report/gate-map/gate-map.js';
import { gateActivations, hasGates } from '../../model/inspection/gate-activations.js';
import { createSentenceTokenizer } from '../../model/tag-text.js';
import type { InspectFlags } from '../commands/commands.js';
import { type GatesFormat, inspectCommand } from '../commands/inspect-command.js';
import { UsageError } from '../flags/usage-error.js';
import type { ChosenModel } from '../model/chosen-model.js';
import { escapeLines } from '../terminal/escape.js';
import { renderInteger } from '../terminal/numbers.js';
import { renderGates } from './gates.js';
import { mapOf } from './map-of.js';

type Picture = Exclude<GatesFormat, 'text'>;

// A browser shows so many without delay.
const MOST_VALUES = 100_000;

/** @throws InputError for a model without gates, UsageError for a text without words */
export async function showGates(
  model: ChosenModel,
  text: string,
  { format, json, units }: InspectFlags,
): Promise<string> {
  const { tagger } = model;
  checkGates(model, format);
  const sentences = createSentenceTokenizer(tagger.content)(text).map((sentence) =>
    sentence.map((token) => token.text),
  );
  if (sentences.length === 0) {
    throw refuse('--gates: expected text with at least one word, found none');
  }
  if (format !== 'text') {
    const map = mapOf(tagger, sentences, {
      model: basename(model.path),
      rows: units ? 'unit' : 'mean',
    });
    checkSize(map);
    return draw(format, map);
  }
  const inspected = sentences.map((tokens) => ({
    tokens,
    layers: gateActivations(tagger, tokens),
  }));
  if (!json) return escapeLines(renderGates(inspected));
  const { cell } = tagger.content.config;
  const shown = inspected.map(({ tokens, layers }) => ({
    tokens,
    layers: layers.map(({ gates, ...place }) => ({
      ...place,
      gates: gates.map((gate) => ({
        name: gate.name,
        means: gate.means,
        ...(units && { units: gate.units.map((values) => [...values]) }),
      })),
    })),
  }));
  return `${JSON.stringify({ cell, sentences: shown }, null, 2)}\n`;
}

const refuse = (message: string) => new UsageError(message, inspectCommand.name);

function checkGates({ errorPrefix, tagger }: ChosenModel, format: GatesFormat): void {
  const { length } = tagger.networks;
  if (length > 1) {
    throw new InputError(
      `${errorPrefix}: expected a model of one network, whose gates can be shown, found an ensemble of ${length}`,
    );
  }
  if (!hasGates(tagger) && format === 'text') {
    throw new InputError(
      `${errorPrefix}: expected a cell with gates, found ${tagger.content.config.cell}, which has none; its hidden state is shown by --format html or svg`,
    );
  }
}

function checkSize(map: GateMap): void {
  const count = countValues(map);
  if (count <= MOST_VALUES) return;
  const help = map.rows === 'unit' ? 'give a shorter text, or no --units' : 'give a shorter text';
  throw refuse(
    `--gates: expected at most ${renderInteger(MOST_VALUES)} values in a picture, found ${renderInteger(count)}; ${help}`,
  );
}

// Each is loaded when it is asked for.
async function draw(format: Picture, map: GateMap): Promise<string> {
  if (format === 'svg') {
    return (await import('../../evaluation/report/gate-map/gate-map-svg.js')).renderGateMapSvg(map);
  }
  return (await import('../../evaluation/report/gate-map/gate-map-page.js')).renderGateMapPage(map);
}
