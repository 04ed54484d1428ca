import type { HallEvent, Helpless, PromptState } from '@cockpit/contracts';
import { asksTheSame, HallState, Unchanged, type HallStateJson, type PromptProposal } from '@cockpit/domain';
import { HallDay } from '../../apps/simulator/src/hall/hall-day';
import { ShiftLead } from '../../apps/simulator/src/run/lead';
import { endOf } from '../../libs/redirect/src/life/ends';
import { review, untrue, type Move } from '../../libs/redirect/src/life/review';
import { mayBecome } from '../../libs/redirect/src/life/transitions';
import { toLivePrompt, toPrompt, type PromptRow } from '../../libs/redirect/src/prompt.entity';
import { propose, rowOf, standstill } from '../../libs/redirect/src/proposals';
import type { BenchDay } from './bench-day';

const MINUTE_MS = 60_000;
const floorMinute = (time: number): number => Math.floor(time / MINUTE_MS) * MINUTE_MS;

export interface GivenPrompt {
  readonly minute: number;
  readonly proposal: PromptProposal;
  /** as it is stored */
  readonly row: PromptRow;
  /** the hall it was decided on: a copy through JSON, as the job reads it */
  readonly state: HallState;
}

/**
 * The product's own functions on a day of the benchmark, in the order in which its modules call them, without its engines: each minute is
 * decided on a copy of the state through JSON and on prompts as they are stored.
 */
export class WithoutEngines {
  readonly given: GivenPrompt[] = [];
  private readonly rows: PromptRow[] = [];
  private readonly state: HallState;
  private readonly hall: HallDay;
  private readonly lead: ShiftLead;
  private lastMinute: number;
  /** troubles for which nothing is prompted, as they were decided at the last minute */
  private helpless: readonly Helpless[] = [];

  constructor(
    private readonly bench: Pick<BenchDay, 'day' | 'config' | 'names' | 'plan'>,
    private readonly until: number,
    /** told after every event and every decision: the hall as it stands, and its prompts as they are stored */
    private readonly onMoment: (
      state: HallState,
      rows: readonly PromptRow[],
      decided: boolean,
      helpless: readonly Helpless[],
    ) => void = () => undefined,
    /** how fast the hall is played */
    private readonly speed = 1,
  ) {
    this.state = new HallState(bench.config);
    this.hall = new HallDay(bench.plan);
    this.lead = new ShiftLead(bench.day.day, bench.day.scenario.supervisor);
    this.lastMinute = floorMinute(this.state.now);
  }

  play(): GivenPrompt[] {
    this.hear(this.hall.advanceTo(0));
    for (let minute = 1; minute <= this.until && !this.hall.over; minute += 1) {
      for (let due = this.lead.next(minute); due; due = this.lead.next(minute)) {
        this.hear(this.hall.advanceTo(due.reply.atMin));
        this.hear([this.hall.pulse()]);
        this.answer(due.prompt.id, due.reply.accepted);
      }
      this.hear(this.hall.advanceTo(minute));
      this.lead.look(this.rows.filter(({ state }) => state === 'shown').map(toPrompt), minute);
    }
    return this.given;
  }

  /** As the projector: a full minute is decided before what happens in it is taken in. */
  private hear(events: readonly HallEvent[]): void {
    const horizon = Math.max(0, ...events.map(({ time }) => floorMinute(time)));
    for (const event of events) {
      const minute = floorMinute(event.time);
      if (minute > this.lastMinute && minute >= horizon) this.decide(minute);
      this.state.apply({ ...event, sourceName: 'bench' });
      this.onMoment(this.state, this.rows, false, this.helpless);
    }
    if (floorMinute(this.state.now) > this.lastMinute) this.decide(floorMinute(this.state.now));
  }

  private decide(minute: number): void {
    this.lastMinute = minute;
    this.state.advance(minute);
    this.decideOn(minute);
    this.onMoment(this.state, this.rows, true, this.helpless);
  }

  private decideOn(minute: number): void {
    const state = this.copy();
    const unchanged = new Unchanged(state, { now: minute });
    for (const row of this.rows) {
      const move = review(toLivePrompt(row), state, minute, { unchanged });
      if (move !== null) become(row, move);
    }
    this.helpless = [];
    if (minute <= this.bench.names.opening) return;
    const today = [...this.rows];
    const known = { unchanged, today, answers: [], plan: null, speed: this.speed };
    const proposals = propose(known);
    this.helpless = standstill(known, proposals);
    proposals.forEach((proposed, nth) => {
      const row: PromptRow = structuredClone({
        ...rowOf(proposed, state, today, minute, nth),
        answeredAt: null,
        answeredBy: null,
        reason: null,
        reasonWords: null,
        carriedOutAt: null,
        effect: null,
        help: null,
      });
      this.rows.push(row);
      this.given.push({
        minute: (minute - this.bench.names.opening) / MINUTE_MS,
        proposal: proposed.proposal,
        row: structuredClone(row),
        state,
      });
    });
  }

  private answer(id: string, accepted: boolean): void {
    const row = this.rows.find((one) => one.id === id);
    if (row?.state !== 'shown') return;
    const at = this.state.now;
    if (!accepted) {
      become(row, { to: 'declined', at });
      for (const other of this.rows)
        if (other.state === 'shown' && asksTheSame(toPrompt(row), toPrompt(other)))
          become(other, { to: 'cancelled', at });
    } else if (untrue(toLivePrompt(row), this.copy()) !== null) become(row, { to: 'cancelled', at });
    else {
      const until = endOf(toPrompt(row).kind, at, this.state);
      become(row, { to: 'accepted', at, ...(until === undefined ? {} : { until }) });
      this.hall.obey(toPrompt(row));
    }
  }

  private copy(): HallState {
    return HallState.fromJSON(JSON.parse(JSON.stringify(this.state.toJSON())) as HallStateJson, this.bench.config);
  }
}

function become(row: PromptRow, { to, at, until }: Move): void {
  if (!mayBecome(row.state as PromptState, to)) return;
  row.state = to;
  if (to === 'accepted' || to === 'declined') row.answeredAt = new Date(at);
  if (to === 'carried-out') row.carriedOutAt = new Date(at);
  if (until !== undefined) row.until = new Date(until);
}
