// The library for browsers: `import { loadTagger } from 'teddy-tagger/browser'`.
export { UsageError } from '../cli/flags/usage-error.js';
export type { Span } from '../corpora/tags.js';
export type { Entity, ScoredEntity, TaggedText } from '../entities/entity.js';
export { InputError } from '../errors.js';
export type { GradientCurve, GradientFlow } from '../evaluation/gradient-flow.js';
export type { ScoreJson, SpanScoreJson } from '../evaluation/report/json.js';
export type { DenyEntry, GazetteerEntry } from '../lists/list-entry.js';
export type { GazetteerWins } from '../lists/refine-by-lists.js';
export type { GateActivations, LayerGates } from '../model/inspection/gate-activations.js';
export type { GradientNorms } from '../model/inspection/gradient-norms.js';
export type { LabelReading, ReadingOptions } from '../model/inspection/label-readings.js';
export type { NetworkConfig } from '../model/network/config.js';
export type { ScoredSpan } from '../model/tagging/confidences.js';
export type { TrainingOptions } from '../training/optimization/options.js';
export type { CorpusText } from './tagger/corpus-text.js';
export type {
  GradientOptions,
  GrowingReading,
  InspectedSentence,
  SentenceGates,
  SentenceGradients,
  SentenceReading,
} from './tagger/inspection.js';
export { type BrowserTagger, type LoadOptions, loadTagger } from './tagger/load-tagger.js';
export type { ModelSource } from './tagger/model-source.js';
export type { ScoredCorpus, ScoredSentence, ScoreOptions } from './tagger/score-corpus.js';
export type { EpochScores, GradientFlowEvent, RunEvent } from './training/train-runs.js';
export {
  type ModelEvent,
  type StartEvent,
  type TrainEvent,
  type TrainOptions,
  trainTagger,
} from './training/train-tagger.js';
export {
  loadTaggerInWorker,
  startTaggerWorker,
  type TaggerWorker,
  trainTaggerInWorker,
  type WorkerTagger,
} from './worker/client.js';
