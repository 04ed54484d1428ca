import { Part, type Message } from '@cockpit/contracts';
import { makeDay, playRecommended, scenarioParams, STANDARD } from '../simulation';
import { fewerAtClosing } from '@cockpit/contracts';
import { DEFAULT_PARAMS } from './params';
import type { PromptProposal } from './recommend';

/** A small hall with too few officers and a weak supervisor, so that there is much to say within one day. */
const SCENARIO = {
  ...STANDARD,
  branches: STANDARD.branches.slice(0, 2).map((branch) => ({ ...branch, windows: 4, rho: 1.05 })),
  skills: { ...STANDARD.skills, mono: 0.2 },
};

/** The relief a prompt tells of, where it is a fall for four in five. */
function reliefIn({ params }: Message): { code: string; before: number; after: number } {
  const { code, params: figures } = Part.parse(params['relief']);
  const isFall = code.startsWith('relief.most');
  return { code, before: isFall ? Number(figures['before']) : 0, after: isFall ? Number(figures['after']) : 0 };
}

/** The wait told of people who come in more than an hour. */
function laterIn(words: Message): number[] {
  const { code, before } = reliefIn(words);
  return code === 'relief.most-later' ? [before] : [];
}

describe('what a prompt shows', () => {
  const prompts: PromptProposal[] = [];
  beforeAll(() => {
    for (const day of [1001, 1002])
      playRecommended(makeDay(SCENARIO, day), {
        params: scenarioParams(SCENARIO),
        paths: 8,
        onPrompt: (_, prompt) => prompts.push(prompt),
      });
  }, 120_000);

  it('is of links and guides alike', () => {
    expect([...new Set(prompts.map(({ kind }) => kind))]).toEqual(expect.arrayContaining(['link', 'guide']));
  });

  it('is a fall that is relief enough as people read it, or people who are not sent home unserved', () => {
    const figures = prompts.flatMap(({ words, aim }) => {
      if (fewerAtClosing({ aim }) >= 1) return [];
      const { before, after } = reliefIn(words);
      return [[before, after] as const];
    });
    const tooSmall = figures.filter(
      ([before, after]) =>
        before - after < DEFAULT_PARAMS.reliefMin &&
        (before - after < 2 || before - after < DEFAULT_PARAMS.reliefShare * before),
    );
    expect(tooSmall).toEqual([]);
  });

  it('speaks of a busy queue where it speaks of the time to come', () => {
    const coming = prompts.flatMap(({ words }) => {
      const { code, before } = reliefIn(words);
      return code === 'relief.most-hour' || code === 'relief.most-later' ? [before] : [];
    });
    expect(coming.length).toBeGreaterThan(0);
    expect(coming.filter((before) => before < DEFAULT_PARAMS.busyShare * 15)).toEqual([]);
  });

  it('is worth some minutes of waiting within the hour, and lies no further ahead than two hours where nobody waits', () => {
    const told = prompts.filter(({ kind }) => kind === 'link' || kind === 'guide');
    expect(
      told.filter(
        ({ gainMin, aim }) =>
          gainMin + DEFAULT_PARAMS.secondVisitMin * fewerAtClosing({ aim }) < DEFAULT_PARAMS.leastGainMin,
      ),
    ).toEqual([]);
    const coming = told.filter(({ trouble }) => trouble.coming);
    expect(coming.length).toBeGreaterThan(0);
    expect(coming.filter(({ relief }) => relief.inMin > 120)).toEqual([]);
  });

  it('tells of no time beyond the hour on a day without a past, when all that is known is how many come now', () => {
    const later = (past: typeof SCENARIO.past): number[] => {
      const found: number[] = [];
      playRecommended(makeDay({ ...SCENARIO, past }, 1002), {
        params: { ...scenarioParams(SCENARIO), kinds: ['link'] },
        paths: 8,
        onPrompt: (_, { words }) => found.push(...laterIn(words)),
      });
      return found;
    };
    expect(later(null)).not.toEqual([]);
    expect(later({ untilMin: 0, bookedShare: 0, showRate: 1 })).toEqual([]);
  });

  it('is one guide for as long as the trouble lasts, within its limits', () => {
    const lengths = prompts.flatMap(({ kind, untilMin = 0, decidedMin }) =>
      kind === 'guide' && untilMin < 540 ? [untilMin - decidedMin - DEFAULT_PARAMS.replyMin] : [],
    );
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(DEFAULT_PARAMS.guideMin);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(DEFAULT_PARAMS.guideMostMin);
  });
});
