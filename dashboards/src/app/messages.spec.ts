import { WINDOW_STATES, LEVELS, PROMPT_STATES, CONDITIONS, HANDLINGS, ROLES } from '@cockpit/contracts';
import { MARKS } from '../design/marks';
import { leaves } from '../testing/leaves';
import { MESSAGES } from './features';

const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

describe('words of the screens', () => {
  const chinese = new Map(MESSAGES.flatMap((messages) => leaves(messages['zh-CN'])));
  const english = new Map(MESSAGES.flatMap((messages) => leaves(messages.en)));

  it('are said once', () => {
    expect(MESSAGES.flatMap((messages) => leaves(messages['zh-CN'])).length).toBe(chinese.size);
  });

  it('exist in both languages, with the same holes to fill', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of chinese) expect([key, holes(english.get(key) ?? '')]).toEqual([key, holes(text)]);
  });

  it('have no sign of a hole but what is one', () => {
    for (const [key, text] of [...chinese, ...english])
      expect([key, /[{}]/.test(text.replaceAll(/\{\w+(?:\|[^|{}]+\|[^|{}]+)?\}/g, ''))]).toEqual([key, false]);
  });

  it('are never empty, and English has no Chinese but the name of the language', () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim() === '']).toEqual([key, false]);
    const mixed = [...english].filter(([key, text]) => key !== 'switches.language' && /[\u4e00-\u9fff]/.test(text));
    expect(mixed).toEqual([]);
  });

  it.each([
    ['windowState', WINDOW_STATES],
    ['level', LEVELS],
    ['mark', MARKS],
    ['promptState', PROMPT_STATES],
    ['condition', CONDITIONS],
    ['handling', HANDLINGS],
    ['role', ROLES],
  ])('name every %s of the contract', (group, values) => {
    expect(values.filter((value) => !chinese.has(`${group}.${value}`))).toEqual([]);
  });
});
