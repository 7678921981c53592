// The results in the formats of the command, to copy or to save.
import { useState } from 'preact/hooks';
import type { TaggedText } from '../../src/entities/entity.js';
import { Select } from '../../src/report-page/browser/select.js';
import { download } from '../elements/download.js';
import { EXPORT_FORMATS } from './exports.js';

const choices = EXPORT_FORMATS.map((format) => ({ value: format, label: format.name }));

export function ExportPanel({ lines }: { readonly lines: readonly TaggedText[] }) {
  const [format, setFormat] = useState(EXPORT_FORMATS[0]);
  const [copied, setCopied] = useState('');
  const output = format.render(lines);
  return (
    <details class="export">
      <summary>Export</summary>
      <div class="bar">
        <Select label="Format" choices={choices} chosen={format} onChange={setFormat} />
        <button
          type="button"
          class="more"
          onClick={() => download(`tagged.${format.extension}`, output)}
        >
          Save
        </button>
        <button
          type="button"
          class="more"
          onClick={() => navigator.clipboard.writeText(output).then(() => setCopied(output))}
        >
          Copy
        </button>
        <span role="status">{copied === output && output !== '' && 'Copied.'}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that it can be scrolled by keys */}
      <pre tabIndex={0}>{output}</pre>
    </details>
  );
}
