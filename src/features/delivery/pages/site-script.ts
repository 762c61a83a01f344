/**
 * The site's only script. Pages work without it; with it, the language switch lands on the paragraph in
 * view, and readers can mark favourites, which stay in their browser.
 */
export const siteScript = `'use strict';
(() => {
  const locale = document.body.dataset.locale;
  const key = 'favourites';
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) || '[]');
      return Array.isArray(kept) ? kept.filter((slug) => typeof slug === 'string') : [];
    } catch {
      return [];
    }
  };
  const write = (slugs) => {
    try {
      localStorage.setItem(key, JSON.stringify(slugs.slice(0, 200)));
    } catch {}
  };

  // The block at the top of what is in view; none at the beginning of a page.
  const blockInView = () => {
    if (scrollY < 120) return null;
    for (const block of document.querySelectorAll('[id^="b"]')) {
      if (/^b\\d+$/.test(block.id) && block.getBoundingClientRect().bottom > 24) return block;
    }
    return null;
  };
  for (const link of document.querySelectorAll('[data-switch]')) {
    const go = () => {
      const block = blockInView();
      const isOther = (link.dataset.switch === 'en') !== (locale === 'en');
      link.hash = block ? (isOther && block.dataset.to) || block.id : '';
    };
    link.addEventListener('pointerdown', go);
    link.addEventListener('click', go);
  }
  // The switch in the header does this for the keyboard.
  for (const link of document.querySelectorAll('a.same')) link.tabIndex = -1;

  for (const button of document.querySelectorAll('[data-favourite]')) {
    const slug = button.dataset.favourite;
    const plain = button.textContent;
    const show = () => {
      const isKept = read().includes(slug);
      button.setAttribute('aria-pressed', String(isKept));
      button.textContent = isKept ? button.dataset.added : plain;
    };
    button.addEventListener('click', () => {
      const others = read().filter((each) => each !== slug);
      write(others.length < read().length ? others : [slug, ...others]);
      show();
    });
    button.hidden = false;
    show();
  }

  const list = document.querySelector('[data-favourites]');
  if (!list) return;
  const showNone = () => {
    document.querySelector('[data-none]').hidden = list.children.length > 0;
  };
  const element = (name, text, attributes) => {
    const made = Object.assign(document.createElement(name), attributes);
    if (text) made.textContent = text;
    return made;
  };
  const itemOf = async (slug) => {
    const path = '/notices/' + encodeURIComponent(slug);
    const answer = await fetch('/site/' + locale + path);
    const item = element('li');
    const article = element('article');
    const meta = element('p', '', { className: 'meta' });
    if (answer.ok) {
      const notice = await answer.json();
      const heading = element('h2');
      const tag = { en: 'en', zh: 'zh-Hans' }[notice.locale] || notice.locale;
      heading.append(element('a', notice.title, { href: '/' + locale + path, lang: tag }));
      const day = notice.date || notice.publishedAt.slice(0, 10);
      const words = new Date(day + 'T00:00:00Z').toLocaleDateString(
        locale === 'en' ? 'en-US' : 'zh-CN', { dateStyle: 'long', timeZone: 'UTC' });
      meta.append(element('time', words, { dateTime: day }));
      article.append(heading);
    } else meta.append(element('span', list.dataset.gone));
    const remove = element('button', list.dataset.remove, { type: 'button' });
    remove.addEventListener('click', () => {
      write(read().filter((each) => each !== slug));
      item.remove();
      showNone();
    });
    meta.append(remove);
    article.append(meta);
    item.append(article);
    return item;
  };
  Promise.allSettled(read().map(itemOf)).then((made) => {
    for (const { value } of made) if (value) list.append(value);
    showNone();
  });
})();
`;
