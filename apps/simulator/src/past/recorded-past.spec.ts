import { dayClasses } from '@cockpit/domain';
import { RecordedPrompts } from '@cockpit/redirect';
import { RecordedWarnings } from '@cockpit/warnings';
import { z } from 'zod';
import { SIMULATED } from '../halls';
import { demonstrationNetwork } from '../network';
import { history, type PastDay } from './history';
import { RecordedPast } from './recorded-past';

const FIRST = '2027-03-01';
const classes = dayClasses([]);
const network = demonstrationNetwork({ asOf: '2027-02-28' });
const recorded = new RecordedPast(classes);
const told = (codes: string[], days: number, over: Partial<Parameters<typeof history>[0]> = {}): PastDay[] => [
  ...history({
    network,
    halls: SIMULATED.filter(({ code }) => codes.includes(code)),
    before: FIRST,
    days,
    classes,
    has: () => false,
    recorded,
    ...over,
  }),
];
const OnPrompt = z.object({ promptId: z.string() });
const newest = told(['H32', 'H32-T'], 3);
const events = newest.flatMap((day) => day.events);

describe('the recorded past', () => {
  const [played] = newest.flatMap((day) => day.played);
  const { prompts, promptSteps, effects } = RecordedPrompts.parse(played);
  const { warnings, warningSteps, marks } = RecordedWarnings.parse(played);

  it('has prompts and warnings of one hall, on the day it is told of, all of them over', () => {
    expect(newest.flatMap((day) => day.played)).toHaveLength(1);
    expect(prompts.length).toBeGreaterThan(4);
    expect(warnings.length).toBeGreaterThan(4);
    const times = [
      ...prompts.map(({ decidedAt }) => decidedAt),
      ...[...promptSteps, ...warningSteps].map(({ at }) => at),
      ...marks.map(({ at }) => new Date(at)),
    ];
    expect(new Set(times.map((at) => at.toISOString().slice(0, 10)))).toEqual(new Set(['2027-02-26']));
    expect(prompts.filter(({ state }) => ['shown', 'accepted', 'carried-out'].includes(state))).toEqual([]);
  });

  it('was answered, and says by whom', () => {
    const answered = prompts.filter(({ answeredBy }) => answeredBy !== null);
    expect(new Set(answered.map(({ answeredBy }) => answeredBy))).toEqual(new Set(['仿真值班长']));
    expect(warnings.some(({ acknowledgedBy }) => acknowledgedBy === '仿真值班长')).toBe(true);
  });

  it('tells in its events what came of prompts that set windows', () => {
    const named = new Set(events.flatMap(({ data }) => OnPrompt.safeParse(data).data?.promptId ?? []));
    const carriedOut = prompts.filter(({ carriedOutAt, kind }) => carriedOutAt !== null && kind === 'link');
    expect(carriedOut.length).toBeGreaterThan(0);
    for (const { id } of carriedOut) expect([...named]).toContain(id);
    expect(effects.filter(({ found }) => found.method === 'observed').length).toBeGreaterThan(0);
  });

  it('has the twin without prompts on the same day, with the same visitors', () => {
    // who comes back from a terminal draws no second number
    const visitors = (hall: string) => [
      ...new Set(
        events.flatMap(({ type, data }) =>
          type === 'hall.ticket.issued' && data['hallId'] === hall ? [data['ticketId']] : [],
        ),
      ),
    ];
    expect(visitors('H32-T').sort()).toEqual(visitors('H32').sort());
    expect(events.filter(({ data }) => data['hallId'] === 'H32-T' && 'promptId' in data)).toEqual([]);
  });

  it('has nothing in its events of the day it was recorded on', () => {
    const text = JSON.stringify(events);
    // the day itself, and those of the week before on which its visitors booked
    expect(text).not.toMatch(/2026-?11-?(2[0-9]|19)/);
    expect(text).toContain('20270226');
  });

  it('tells no event twice', () => {
    expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(events.length);
  });

  it('is left out where the hall is another one by now, and before a first day that is no Monday', () => {
    const [hall, ...rest] = network.halls.filter(({ code }) => code === 'H08');
    if (hall === undefined) throw new Error('there is no H08');
    const smaller = { ...network, halls: [{ ...hall, windows: hall.windows.slice(1) }, ...rest] };
    expect(told(['H08'], 3, { network: smaller }).flatMap((day) => day.played)).toEqual([]);
    expect(told(['H08'], 3, { before: '2027-03-03' }).flatMap((day) => day.played)).toEqual([]);
    expect(told(['H08'], 3).flatMap((day) => day.played).length).toBeGreaterThan(0);
  });
});
