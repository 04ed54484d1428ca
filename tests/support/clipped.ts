import type { Page } from 'playwright-core';

/**
 * Texts that carry a figure or an instruction and cannot be read whole: cut off by what they stand in or by the screen, or under
 * something else. What can be scrolled to can be read; what stays at the edge may stand over what is scrolled beneath it. Names of officers
 * on tiles may be cut short: they are neither.
 */
export const clipped = async (page: Page): Promise<string[]> => page.evaluate<string[]>(CLIPPED);

const CLIPPED = `(() => {
  const SLACK = 2;
  const SCROLLED = 'scrolled';
  const INSTRUCTION = 'button, h1, h2, a, [role="alert"], [role="status"], [data-testid^="prompt"], [data-testid^="warning"]';
  const scrolls = (value) => value === 'auto' || value === 'scroll';
  const root = document.scrollingElement;
  const pageScrolls = getComputedStyle(document.documentElement).overflowY !== 'hidden';
  // the letters of a line are smaller than its box
  const letters = ({ left, top, right, bottom }) => ({ left, right, top: top + (bottom - top) / 6, bottom: bottom - (bottom - top) / 6 });
  const beyond = (a, b) => a.left < b.left - SLACK || a.right > b.right + SLACK || a.top < b.top - SLACK || a.bottom > b.bottom + SLACK;
  const name = (element) => element.tagName.toLowerCase() + (element.className && typeof element.className === 'string' ? '.' + element.className.trim().split(/\\s+/).join('.') : '');
  /** what cuts a box off, or null; SCROLLED: nothing, but it has to be scrolled to */
  const cutBy = (box, element) => {
    for (let one = element; one !== null && one !== document.documentElement; one = one.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(one);
      const around = one.getBoundingClientRect();
      const x = overflowX !== 'visible' && (box.left < around.left - SLACK || box.right > around.right + SLACK);
      const y = overflowY !== 'visible' && (box.top < around.top - SLACK || box.bottom > around.bottom + SLACK);
      if ((x && scrolls(overflowX)) || (y && scrolls(overflowY))) return SCROLLED;
      if (x || y) return name(one);
      if (position === 'fixed') return null;
    }
    const { scrollWidth, scrollHeight } = root;
    const whole = pageScrolls ? { left: -scrollX, top: -scrollY, right: innerWidth, bottom: scrollHeight - scrollY } : { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    return beyond(box, whole) ? 'the screen' : null;
  };
  const isOver = (element) => {
    for (let one = element; one !== null; one = one.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(one).position)) return true;
    return false;
  };
  const coveredBy = (box, element) => {
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return null;
    const top = document.elementFromPoint(x, y);
    if (top === null || top.contains(element) || element.contains(top) || isOver(top)) return null;
    const { backgroundColor } = getComputedStyle(top);
    const [, , , alpha = '1'] = backgroundColor.match(/[\\d.]+/g) ?? [];
    return Number(alpha) < 0.5 ? null : name(top);
  };
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const text = node.data.trim();
    const element = node.parentElement;
    if (text === '' || element.closest('.sr-only, .skip:not(:focus), .o, option, svg') !== null) continue;
    if (!/[\\p{L}\\p{N}]/u.test(text) || (!/\\d/.test(text) && element.closest(INSTRUCTION) === null)) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width === 0) continue;
      const box = letters(rect);
      const cut = cutBy(box, element);
      if (cut === SCROLLED) continue;
      if (cut !== null) found.add('“' + text + '” is cut off by ' + cut);
      else { const over = coveredBy(box, element); if (over !== null) found.add('“' + text + '” is under ' + over); }
    }
  }
  return [...found];
})()`;
