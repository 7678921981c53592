// The evaluation report as one HTML file that loads nothing: all that it shows, its style and its
// script are in it.
import { readPageFile } from '../../../report-page/page-files.js';
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderPageData } from '../elements/page-data.js';
import { renderPageHead, verbatim } from '../elements/page-head.js';
import type { EvalReport, ReportSystem } from '../eval-report.js';
import { baselineSection } from './baseline-section.js';
import { breakdownsSection } from './breakdowns-section.js';
import { calibrationSection } from './calibration-section.js';
import { comparisonSection } from './comparison-section.js';
import { confusionSection } from './confusion-section.js';
import { errorsSection } from './errors-section.js';
import { gatesSection } from './gates-section.js';
import { learningCurveSection } from './learning-curve.js';
import { modesSection } from './modes-section.js';
import { pageDataOf } from './page-data.js';
import { renderPageHeader, titleOf } from './page-header.js';
import { scoresSection } from './scores-section.js';
import { renderContents, renderSection, type Section } from './section.js';
import { systemsSection } from './spread-section.js';

/** A whole HTML document. Without a script that runs, it shows all but the error browser. */
export function renderHtmlReport(report: EvalReport): string {
  const [style, script] = [readPageFile('report-page.css'), readPageFile('report-page.js')];
  const shared = present([gatesSection(report.gates), systemsSection(report)]);
  const bySystem = report.systems.map((_, index) => sectionsOf(report, index));
  return html`${renderPageHead(titleOf(report), { style, script })}<body>
<a class="skip" href="#content">Skip to the scores</a>
${renderPageHeader(report)}<div class="page">
${renderContents([...shared, ...bySystem[0]])}<main id="content">
${shared.map((section) => renderSection(section))}${renderSystems(report.systems, bySystem)}</main>
</div>
<footer class="page"><p>Written by ${report.program.name} ${report.program.version}.</p></footer>
${renderPageData(pageDataOf(report))}<script>${verbatim(script)}</script>
</body>
</html>
`.markup;
}

/** @param index of the system; only the first is compared */
function sectionsOf(report: EvalReport, index: number): Section[] {
  const system = report.systems[index];
  const { comparison } = report;
  return present([
    scoresSection(system),
    index === 0 && comparison ? comparisonSection(comparison, system.name) : undefined,
    index === 0 && !isOfBaseline(report) ? baselineSection(report) : undefined,
    breakdownsSection(system),
    modesSection(system),
    confusionSection(system),
    calibrationSection(system),
    learningCurveSection(system),
    errorsSection(system, index),
  ]);
}

/** Whether the other system of the comparison is the baseline, which then has no section of its own. */
const isOfBaseline = ({ comparison, baseline }: EvalReport) =>
  comparison?.other.name === baseline?.name && comparison?.overall.second === baseline?.overall.f1;

function renderSystems(
  systems: readonly ReportSystem[],
  bySystem: readonly (readonly Section[])[],
): Markup {
  const isOne = systems.length === 1;
  const articles = systems.map(({ name }, index) => {
    const sections = bySystem[index].map((section) => renderSection(section, index));
    return html`<article class="system" aria-label="${name}">
${!isOne && html`<p class="kicker system-name">${isolated(name)}</p>`}
${sections}</article>
`;
  });
  return isOne ? html`${articles}` : html`${renderSwitch(systems)}${articles}`;
}

/** The page's script shows it. */
function renderSwitch(systems: readonly ReportSystem[]): Markup {
  const options = systems.map(({ name }, index) => html`<option value="${index}">${name}</option>`);
  return html`<p class="system-switch" hidden><label for="system">System</label>
<select id="system">${options}</select></p>
`;
}

const present = (sections: readonly (Section | undefined)[]): Section[] =>
  sections.filter((section) => section !== undefined);
