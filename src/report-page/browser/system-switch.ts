// Shows the sections of one system at a time, if the report has several.

/** @param onShow is called with the article of each system that is shown, the first one included */
export function connectSystemSwitch(onShow: (article: HTMLElement) => void): void {
  const articles = [...document.querySelectorAll<HTMLElement>('article.system')];
  const control = document.querySelector<HTMLElement>('.system-switch');
  const select = control?.querySelector('select');
  const show = (shown: number) => {
    articles.forEach((article, index) => {
      article.hidden = index !== shown;
    });
    for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a[data-section]')) {
      pointTo(link, shown);
    }
    onShow(articles[shown]);
  };
  if (control && select) {
    control.hidden = false;
    select.addEventListener('change', () => show(select.selectedIndex));
  }
  show(select?.selectedIndex ?? 0);
}

function pointTo(link: HTMLAnchorElement, system: number): void {
  const name = link.dataset.section ?? '';
  // Sections outside of the systems are the same for all.
  if (!document.getElementById(name)?.closest('article.system')) return;
  const anchor = system === 0 ? name : `${name}-${system + 1}`;
  link.setAttribute('href', `#${anchor}`);
  const item = link.closest('li');
  if (item) item.hidden = document.getElementById(anchor) === null;
}
