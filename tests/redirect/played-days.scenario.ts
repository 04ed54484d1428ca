import { Part, type Message } from '@cockpit/contracts';
import { CLOSE_MIN, DEFAULT_PARAMS, helpedCodes, playRecommended, STANDARD, WITH_RESERVE } from '@cockpit/domain';
import { untrue } from '../../libs/redirect/src/life/review';
import { toLivePrompt } from '../../libs/redirect/src/prompt.entity';
import { benchDay, lineOf, type BenchDay } from './bench-day';
import { WithoutEngines, type GivenPrompt } from './without-engines';

const MINUTE_MS = 60_000;
const RESERVE_BUDGET_MIN = 180;

/** The same day in a hall whose doors are shut at noon. */
function shutAtNoon(bench: BenchDay): BenchDay {
  const at = (minute: number): number => bench.names.opening + minute * MINUTE_MS;
  return {
    ...bench,
    config: {
      ...bench.config,
      open: [
        { from: at(0), to: at(210) },
        { from: at(270), to: at(CLOSE_MIN) },
      ],
    },
  };
}

const RESERVE = benchDay(WITH_RESERVE, 20_014);
/** Days, and how far they are played: morning, noon and what comes after is enough for what does not compare whole days. */
const DAYS: readonly (readonly [string, BenchDay, number])[] = [
  ['with reserve windows', RESERVE, CLOSE_MIN],
  ['standard', benchDay(STANDARD, 20_033), 330],
  ['shut at noon', shutAtNoon(benchDay(STANDARD, 20_052)), 330],
];

/** A piece of what a prompt says, and the figures in it. */
const piece = (words: Message, name: 'crowd' | 'relief' | 'gives'): Part | null =>
  Part.safeParse(words.params[name]).data ?? null;
const figure = (of: Part | null, name: string): number => Number(of?.params[name] ?? NaN);

describe('a day decided by the product’s functions', () => {
  const played = new Map<BenchDay, GivenPrompt[]>();
  const givenOn = (bench: BenchDay, untilMin: number): GivenPrompt[] => {
    const given = played.get(bench) ?? new WithoutEngines(bench, untilMin).play();
    played.set(bench, given);
    return given;
  };

  // The benchmark decides on the state it keeps, with the figures it has in memory; the product on a copy of the state through JSON, with
  // prompts as they are stored, and its hall obeys what a prompt says. Whatever differs between the two shows here within a day.
  it('has the prompts of the benchmark, minute by minute', () => {
    const onTheBench: string[] = [];
    const { day, config, names } = RESERVE;
    playRecommended(day, {
      params: { ...DEFAULT_PARAMS, reserveBudgetMin: RESERVE_BUDGET_MIN },
      hall: { config, names },
      onPrompt: (minute, proposal) => onTheBench.push(lineOf(minute, proposal)),
    });
    expect(onTheBench.length).toBeGreaterThan(5);
    expect(givenOn(RESERVE, CLOSE_MIN).map(({ minute, proposal }) => lineOf(minute, proposal))).toEqual(onTheBench);
  }, 900_000);

  it.each(DAYS)(
    'gives no prompt that is not true at that minute: %s',
    (_, bench, untilMin) => {
      const given = givenOn(bench, untilMin);
      expect(given.length).toBeGreaterThan(3);
      const faults = given.map(({ minute, row, state }) => [minute, untrue(toLivePrompt(row), state), row.why]);
      expect(faults.filter(([, fault]) => fault !== null)).toEqual([]);
    },
    900_000,
  );

  it.each(DAYS)(
    'says no fall that is none, no rise that is none, and nobody where somebody waits: %s',
    (_, bench, untilMin) => {
      for (const { proposal, state } of givenOn(bench, untilMin)) {
        const { words } = proposal;
        const [crowd, relief, gives] = [piece(words, 'crowd'), piece(words, 'relief'), piece(words, 'gives')];
        // a comparison with a figure that is not there is false, whichever way round
        expect([words, figure(relief, 'before') <= figure(relief, 'after')]).toEqual([words, false]);
        // a rise rises; what a lending queue is told beside it does not
        const isRise = gives?.code !== 'gives.stays';
        expect([words, figure(gives, 'before') >= figure(gives, 'after')]).toEqual([words, !isRise]);
        const waiting = helpedCodes(proposal, state).map((queue) => state.waiting(queue).length);
        if (crowd?.code === 'crowd.waiting') expect(waiting.filter((n) => n > 0)).toContain(figure(crowd, 'waiting'));
        else expect(crowd?.code ?? words.code).toBe('crowd.expected');
        // Nobody waits yet: then trouble is foreseen, by more than a shade.
        const target = state.config.queues.find(({ code }) => code === proposal.trouble.queue)?.waitTargetMin ?? 15;
        expect(proposal.trouble.waitMin).toBeGreaterThanOrEqual(DEFAULT_PARAMS.busyShare * target);
      }
    },
    900_000,
  );
});
