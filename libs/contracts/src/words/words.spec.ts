import { CAUSE_CODES } from '../causes';
import { EVENT_TYPES } from '../events/data';
import { REJECTIONS } from '../events/envelope';
import { LAW_KEYS, LAW_REASONS, LawResult } from '../laws';
import { ANOMALY_KINDS } from '../live';
import { METRIC_KEYS } from '../metrics';
import { DECLINE_CODES, Helpless } from '../prompts';
import { LANGUAGES } from '../languages';
import { PROGRAM_CODES } from './problem-codes';
import { isKnown, message, render, textOf, WORDS } from './render';

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map(([, name = '']) => name))].sort();
const CODES = Object.keys(WORDS['zh-CN']).filter(isKnown);

it('a window whose number is words is not called by “number”', () => {
  const said = (window: string): string => textOf('measure.recall', { window }, 'zh-CN');
  expect(['3', '机动', 'A2', '1、机动', '机动、2', '一'].map(said)).toEqual([
    '请 3 号窗口提前返岗',
    '请机动窗口提前返岗',
    '请 A2 号窗口提前返岗',
    '请 1、机动窗口提前返岗',
    '请机动、2 号窗口提前返岗',
    '请一号窗口提前返岗',
  ]);
});

describe('words of messages', () => {
  it.each(LANGUAGES)('has words for every code in %s, and for no other', (language) => {
    expect(Object.keys(WORDS[language]).sort()).toEqual([...CODES].sort());
    expect(CODES.filter((code) => WORDS[language][code].trim() === '')).toEqual([]);
  });

  it('fills in the same in every language: what stands between braces is what the message carries', () => {
    for (const code of CODES)
      expect([code, placeholders(WORDS.en[code])]).toEqual([code, placeholders(WORDS['zh-CN'][code])]);
  });

  it('has no Chinese in English', () => {
    expect(CODES.filter((code) => /[\u4e00-\u9fff]/.test(WORDS.en[code]))).toEqual([]);
  });

  it.each([
    ['law', LAW_KEYS],
    ['law-reason', LAW_REASONS],
    ['law-sides', LawResult.shape.unit.options],
    ['law-unit', LawResult.shape.unit.options],
    ['metric', METRIC_KEYS],
    ['event', EVENT_TYPES],
    ['cause', CAUSE_CODES],
    ['odd', ANOMALY_KINDS],
    ['decline', DECLINE_CODES],
    ['helpless', Helpless.shape.reasons.element.shape.code.options],
    ['helpless', Helpless.shape.remains.element.shape.code.options],
    ['problem.event', REJECTIONS, '-'],
  ])('has words for every %s', (family, codes, sign = '.') => {
    expect(codes.map((code) => `${family}${sign}${code}`).filter((code) => !isKnown(code))).toEqual([]);
  });

  it('has no words for what only programs meet', () => {
    expect(PROGRAM_CODES.filter((code) => isKnown(`problem.${code}`))).toEqual([]);
  });
});

describe('a message as a sentence', () => {
  it('is rendered in the language of its reader', () => {
    const told = message('cause.too-big', { limit: 500 });
    expect(LANGUAGES.map((language) => render(told, language))).toEqual(['不得大于 500', 'No more than 500']);
  });

  it('joins a list with the comma of the language, and renders what is a message itself', () => {
    expect(textOf('cause.not-one-of', { values: ['a', 'b'] }, 'zh-CN')).toBe('只能是：a、b');
    expect(textOf('cause.not-one-of', { values: ['a', 'b'] }, 'en')).toContain('a, b');
    const part = { code: 'cause.too-big', params: { limit: 3 } };
    expect(textOf('cause.not-one-of', { values: part }, 'zh-CN')).toBe('只能是：不得大于 3');
  });

  it('writes numbers as they are printed: thousands apart, a minus below nothing', () => {
    expect(textOf('cause.too-big', { limit: 12_345.5 }, 'en')).toBe('No more than 12,345.5');
    expect(textOf('cause.too-big', { limit: -5 }, 'zh-CN')).toBe('不得大于 −5');
    // numbers passed as text stay unchanged, such as a hotline or a year
    expect(textOf('cause.too-big', { limit: '12345' }, 'en')).toBe('No more than 12345');
  });

  it('says one hall and two halls in English', () => {
    const said = (halls: number | string) =>
      textOf('import.added', { halls, codes: 'H1', queues: 1, windows: 0 }, 'en');
    expect(said(1)).toBe('added 1 hall (H1), 1 queue, 0 windows');
    expect(said('1')).toBe(said(1));
    expect([said(2), said(1.5), said(-1)].map((text) => text.split(' (')[0])).toEqual([
      'added 2 halls',
      'added 1.5 halls',
      'added −1 halls',
    ]);
    expect(textOf('help.none', { visitors: 1, minutes: 30 }, 'en')).toContain(
      'the 1 person in line and come within 30 min waits as long',
    );
  });

  it('keeps Chinese and Latin apart where a name meets a word, and leaves a date together', () => {
    const said = (item: string) => textOf('cause.not-one-of', { values: item }, 'zh-CN');
    expect(said('A')).toBe('只能是：A');
    expect(textOf('bulletin.written-day', { year: '2026', month: '3', date: '4' }, 'zh-CN')).toBe('2026年3月4日');
    expect(
      render({ code: 'warning.unit-overdue', params: { unit: '大厅 H08', overdue: 1, open: 5, value: 20 } }, 'zh-CN'),
    ).toBe('大厅 H08 在办 5 件中 1 件已超期，占 20%');
    expect(
      render({ code: 'warning.unit-overdue', params: { unit: '甲厅', overdue: 1, open: 5, value: 20 } }, 'zh-CN'),
    ).toBe('甲厅在办 5 件中 1 件已超期，占 20%');
  });

  it('takes what is filled in as it is, whatever signs it has', () => {
    expect(textOf('cause.not-one-of', { values: '{limit} $& $1' }, 'zh-CN')).toBe('只能是：{limit} $& $1');
  });

  it('says nothing where there are no words, or nothing was given', () => {
    expect(render({ code: 'of-a-newer-server', params: {} }, 'en')).toBeNull();
    expect(render({ code: 'toString', params: {} }, 'en')).toBeNull();
    expect(render({ code: 'cause.too-big', params: {} }, 'zh-CN')).toBe('不得大于 ');
  });
});
