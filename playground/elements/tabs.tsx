// Tabs after the pattern of the ARIA Authoring Practices: one stop of the Tab key, arrow keys within.
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

export interface Tab {
  /** Part of ids and of the address. */
  readonly name: string;
  readonly label: string;
  readonly content: () => ComponentChildren;
}

interface Props {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

export function Tabs({ label, tabs, chosen, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const index = tabs.findIndex(({ name }) => name === chosen);
  const move = (event: KeyboardEvent) => {
    const target = targetOf(event.key, index, tabs.length);
    if (target === undefined) return;
    event.preventDefault();
    onChoose(tabs[target].name);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[target].focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-controls={`panel-${name}`}
            aria-selected={name === chosen}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {label}
          </button>
        ))}
      </div>
      {tabs.map(({ name, content }) => (
        <Panel key={name} name={name} isShown={name === chosen} content={content} />
      ))}
    </>
  );
}

interface PanelProps {
  readonly name: string;
  readonly isShown: boolean;
  readonly content: Tab['content'];
}

/** A panel keeps its content from its first visit on. */
function Panel({ name, isShown, content }: PanelProps) {
  const wasShown = useRef(false);
  wasShown.current ||= isShown;
  return (
    <div
      role="tabpanel"
      id={`panel-${name}`}
      aria-labelledby={`tab-${name}`}
      class="panel"
      hidden={!isShown}
    >
      {wasShown.current && content()}
    </div>
  );
}

function targetOf(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
