import type { HallPlan, PlanAsk } from '@cockpit/contracts';
import { STANDARD, Unchanged } from '@cockpit/domain';
import type { PlannedGuide, SeenOfPlan } from '../../libs/redirect/src/plan/adherence';
import { orderedNow } from '../../libs/redirect/src/plan/ordered-now';
import type { IssuedPlan } from '../../libs/redirect/src/plan/plan-effect';
import { propose } from '../../libs/redirect/src/proposals';
import { benchDay } from './bench-day';
import { WithoutEngines, type GivenPrompt } from './without-engines';

/** A small hall with too few officers, and much to say within a morning. */
const HALL = {
  ...STANDARD,
  branches: STANDARD.branches.slice(0, 2).map((branch) => ({ ...branch, windows: 4, rho: 1.05 })),
  skills: { ...STANDARD.skills, mono: 0.2 },
};
const MORNING_MIN = 180;

/** The first prompt of a kind on a few days: nothing was prompted before it that would keep it back. */
const firsts = (kind: string): GivenPrompt[] =>
  [1001, 1002, 1003, 1004, 1005, 1006].flatMap((day) => {
    const { given } = played(day);
    const first = given.find(({ proposal }) => proposal.kind === kind);
    return first === undefined || again(first).every(({ proposal }) => proposal.kind !== kind) ? [] : [first];
  });
const days = new Map<number, WithoutEngines>();
function played(day: number): WithoutEngines {
  const known = days.get(day);
  if (known !== undefined) return known;
  const fresh = new WithoutEngines(benchDay(HALL, day), MORNING_MIN);
  fresh.play();
  days.set(day, fresh);
  return fresh;
}

const at = ({ row }: GivenPrompt, minutes: number): string =>
  new Date(row.decidedAt.getTime() + minutes * 60_000).toISOString();
function again(one: GivenPrompt, ordered: ReturnType<typeof orderedNow> | null = null) {
  const unchanged = new Unchanged(one.state, { now: one.row.decidedAt.getTime() });
  return propose({ unchanged, today: [], answers: [], plan: null, ordered });
}
const same = (one: GivenPrompt, ordered: ReturnType<typeof orderedNow> | null = null): boolean =>
  again(one, ordered).some(
    ({ proposal: { kind, windowId, item } }) =>
      kind === one.proposal.kind && windowId === one.proposal.windowId && item === one.proposal.item,
  );

/** A plan that orders just what the prompt proposes, `inMin` from then on. */
function ordering(one: GivenPrompt, inMin: number, said: PlanAsk['said'] = null, guide: Partial<PlannedGuide> = {}) {
  const { windowId = '', queues, kind, item = '' } = one.proposal;
  const [from, until] = [at(one, inMin), at(one, inMin + 45)];
  const step = { by: '值班长', at: at(one, -60) };
  const plan: HallPlan = {
    hall: 'bench',
    day: one.state.config.day,
    madeAt: step.at,
    adopted: step,
    issued: step,
    links: kind === 'link' ? [{ windowId, number: '1', queues: [...queues], from }] : [],
    openings: [],
    absences: [],
    guides: [],
    violations: [],
    forced: [],
    presence: [],
    worth: null,
    worthUnknown: null,
    asked: { [windowId]: { windowId, number: '1', changes: [], said, by: null, at: null, reason: null } },
  };
  const issued: IssuedPlan = { ...plan, issued: step };
  const order = { windowId, number: '1', from, until: null, code: 'not-executed' as const };
  const seen: SeenOfPlan = {
    ordered: kind === 'link' ? [{ ...order, kind }] : [],
    guides: kind === 'guide' ? [{ item, from: Date.parse(from), until: Date.parse(until), seen: false, ...guide }] : [],
  };
  return orderedNow(issued, seen, one.state, one.row.decidedAt.getTime());
}

describe.each(['link', 'guide'])('a %s that a plan has ordered', (kind) => {
  const found = firsts(kind);

  it('is proposed where no plan was sent', () => {
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(same(one)).toBe(true);
  });

  it('is not proposed again while it is ordered for now, or for the next minutes', () => {
    for (const one of found)
      for (const inMin of [-5, 0, 10]) expect([inMin, same(one, ordering(one, inMin))]).toEqual([inMin, false]);
  });

  it('is proposed where it is ordered for later, or was not followed', () => {
    for (const one of found)
      for (const inMin of [30, -12]) expect([inMin, same(one, ordering(one, inMin))]).toEqual([inMin, true]);
  });
});

it('a link that its officer refused is anybody’s to propose, and a guiding that people follow goes on', () => {
  for (const one of firsts('link')) expect(same(one, ordering(one, 0, 'cannot'))).toBe(true);
  for (const one of firsts('guide')) expect(same(one, ordering(one, -12, null, { seen: true }))).toBe(false);
});
