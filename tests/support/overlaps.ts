import type { Page } from 'playwright-core';

/** Texts that stand over each other, as far as both can be seen; bars and columns that stay at the edge may stand over what is moved beneath them. */
export const overlaps = async (page: Page): Promise<string[]> => page.evaluate<string[]>(OVERLAPS);

const OVERLAPS = `(() => {
  const SLACK = 3;
  const cut = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
  const isEmpty = ({ left, top, right, bottom }) => right - left <= SLACK || bottom - top <= SLACK;
  // the box of a text is taller than its letters: where lines stand close, their boxes meet
  const letters = ({ left, top, right, bottom }) => ({ left, right, top: top + (bottom - top) / 5, bottom: bottom - (bottom - top) / 5 });
  const tall = ({ top, bottom }) => bottom - top;
  const stand = (a, b) => !isEmpty(cut(a, b)) && tall(cut(a, b)) > Math.min(tall(a), tall(b)) / 2;
  // of an element and all it stands in, asked once: what of it can be seen, and whether it may stand over others
  const asked = new Map();
  const about = (element) => {
    if (element === null) return { clip: { left: 0, top: 0, right: innerWidth, bottom: document.documentElement.scrollHeight }, isOver: false };
    const known = asked.get(element);
    if (known !== undefined) return known;
    const around = about(element.parentElement);
    const { position, bottom, left, overflow, clipPath } = getComputedStyle(element);
    const isAtEdge = position === 'fixed' || (position === 'sticky' && (bottom !== 'auto' || left !== 'auto'));
    const answer = {
      clip: overflow !== 'visible' || clipPath !== 'none' ? cut(around.clip, element.getBoundingClientRect()) : around.clip,
      isOver: around.isOver || isAtEdge || element.tagName === 'OPTION' || element.tagName === 'svg',
    };
    asked.set(element, answer);
    return answer;
  };
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    if (node.data.trim() === '' || !node.parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const { clip, isOver } = about(node.parentElement);
    if (isOver) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const shown = cut(letters(rect), clip);
      if (!isEmpty(shown)) seen.push({ node, shown });
    }
  }
  // only what begins above the end of another can stand over it
  seen.sort((one, other) => one.shown.top - other.shown.top);
  const found = new Set();
  for (const [i, one] of seen.entries())
    for (let j = i + 1; j < seen.length && seen[j].shown.top < one.shown.bottom; j += 1) {
      const other = seen[j];
      if (one.node !== other.node && stand(one.shown, other.shown)) found.add('“' + one.node.data.trim() + '” and “' + other.node.data.trim() + '”');
    }
  return [...found];
})()`;
