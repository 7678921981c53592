// The report of a training as one HTML file that loads nothing.
import { readPageFile } from '../../../report-page/page-files.js';
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderInteger } from '../elements/numbers.js';
import { renderPageData } from '../elements/page-data.js';
import { renderPageHead } from '../elements/page-head.js';
import { renderChecksum } from '../html/page-header.js';
import { scoresSection } from '../html/scores-section.js';
import { renderContents, renderSection, type Section } from '../html/section.js';
import { type EarlierReport, shownRuns } from './compared-trainings.js';
import { curvesSection } from './curves-section.js';
import { runsSection } from './runs-section.js';
import { differencesSection, provenanceSection, settingsSection } from './settings-section.js';
import type { TrainingReport } from './training-report.js';

/** A whole HTML document without a script that runs; it holds the report as JSON. */
export function renderTrainingPage(
  report: TrainingReport,
  earlier: readonly EarlierReport[],
): string {
  const sections = sectionsOf(report, earlier);
  const style = readPageFile('training-page.css');
  const { name, version } = report.program;
  return html`${renderPageHead(`Training of ${report.model}`, { style, script: '' })}<body>
<a class="skip" href="#content">Skip to the curves</a>
${renderHeader(report)}<div class="page">
${renderContents(sections)}<main id="content">
${sections.map((section) => renderSection(section))}</main>
</div>
<footer class="page"><p>Written by ${name} ${version}.</p></footer>
${renderPageData(report)}</body>
</html>
`.markup;
}

function sectionsOf(report: TrainingReport, earlier: readonly EarlierReport[]): Section[] {
  const runs = shownRuns(report, earlier);
  const { dev, test } = report.scores;
  const { ofDev, ofTest } = fitsOf(report);
  const sections = [
    curvesSection(report, runs),
    runsSection(runs),
    differencesSection(report, earlier),
    { ...scoresSection(dev), name: 'dev', title: `Scores on dev${ofDev}` },
    test && { ...scoresSection(test), name: 'test', title: `Scores on test${ofTest}` },
    settingsSection(report),
    provenanceSection(report),
  ];
  return sections.filter((section) => section !== undefined);
}

/** Which fit the scores are of, if there are two. */
const fitsOf = ({ finalFit }: TrainingReport) =>
  finalFit ? { ofDev: ' (first fit)', ofTest: ' (final fit)' } : { ofDev: '', ofTest: '' };

function renderHeader(report: TrainingReport): Markup {
  const { model, scored, corpus, dev, finalFit, scores } = report;
  const { ofDev, ofTest } = fitsOf(report);
  const facts = [
    ['Corpus', isolated(corpus.name)],
    ['Sentences', renderInteger(corpus.sentences)],
    ['SHA-256', renderChecksum(corpus.sha256)],
    ['Dev', dev ? isolated(dev.name) : 'held out from the corpus'],
    ...(finalFit
      ? [['Final fit', `train and dev, ${renderInteger(finalFit.sentences)} sentences`] as const]
      : []),
    [`F1 on dev${ofDev}`, scores.dev.overall.f1.toFixed(2)],
    ...(scores.test ? [[`F1 on test${ofTest}`, scores.test.overall.f1.toFixed(2)] as const] : []),
  ] as const;
  return html`<header class="page">
<p class="kicker">Training of a named-entity tagger</p>
<h1>${isolated(model)}</h1>
<p class="systems">${scored}</p>
<dl class="facts">
${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
</header>
`;
}
