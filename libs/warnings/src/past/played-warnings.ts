import { createHash } from 'node:crypto';
import { firedLately, type HallState } from '@cockpit/domain';
import type { Measure } from '@cockpit/redirect';
import { evaluate, type Step } from '../life/step';
import { isOver } from '../life/transitions';
import { relieves } from '../loop/acts';
import { endOf } from '../loop/ending';
import type { Mark } from '../loop/marks';
import { whoLeft } from '../loop/who-left';
import type { HallMinute } from '../rules/hall-minute';
import { readingsOf, type MeasuredRule, type Reading } from '../rules/rule';
import { termsOf } from '../rules/terms';
import { TICK_RULES } from '../rules/tick-rules';
import { begunRow, columns, isOf, lifeOf, said, stepRows, type WarningStep } from '../warning-rows';
import { scopeOf, type WarningRow } from '../warning.entity';

export type PlayedMark = Mark & { readonly warningId: string };

/** Who answers warnings of a played day. */
export interface Answering {
  readonly actor: string;
  /** minutes after the firing in which somebody says that they see to it; null: nobody does */
  readonly afterMin: (id: string) => number | null;
}

/** What is known of a minute. `measures`: what was carried out so far. */
export interface PlayedMinute {
  readonly state: HallState;
  readonly seen: HallMinute;
  readonly measures: readonly Measure[];
  readonly now: number;
}

const MINUTE_MS = 60_000;

/** The warnings of one played hall day by the rules as they are written, on the life of the live ones. They are told to nobody: there is nobody to tell. */
export class PlayedWarnings {
  readonly steps: WarningStep[] = [];
  readonly marks: PlayedMark[] = [];
  private readonly all: WarningRow[] = [];

  constructor(
    private readonly hall: string,
    private readonly answering: Answering,
  ) {}

  minute(minute: PlayedMinute): void {
    this.markActed(minute);
    for (const rule of TICK_RULES) {
      const readings = readingsOf(rule, minute.seen);
      const live = this.live.filter((row) => row.rule === rule.key);
      for (const reading of readings) {
        const row = live.find((one) => isOf(one, reading));
        if (row === undefined) this.begin(rule, reading, minute.now);
        else this.step(rule, row, reading, minute);
      }
      for (const row of live) if (!readings.some((reading) => isOf(row, reading))) this.step(rule, row, null, minute);
    }
    for (const row of this.live) this.answer(row, minute.now);
  }

  /** Everybody has gone home: what still held is over. */
  end(now: number): void {
    for (const row of this.live) {
      const to = row.firedAt === null ? 'normal' : 'resolved';
      this.record(row.id, [{ axis: 'condition', from: row.condition, to }], now, 'rule');
      Object.assign(row, {
        condition: to,
        clearedAt: new Date(now),
        ...(row.firedAt === null ? {} : { endedAs: this.endOf(row, null) }),
      });
    }
  }

  /** Those that fired; what passed before it did is no warning. */
  get rows(): WarningRow[] {
    return this.all.filter(({ firedAt }) => firedAt !== null);
  }

  private get live(): WarningRow[] {
    return this.all.filter(({ condition }) => condition !== 'normal' && condition !== 'resolved');
  }

  private begin(rule: MeasuredRule<HallMinute>, reading: Reading, now: number): void {
    const terms = termsOf(rule, { settings: {}, revision: null });
    const { life, steps } = evaluate(null, reading, terms, now);
    if (life === null) return;
    const { kind, code } = reading.scope;
    const before = this.all.flatMap((row) =>
      row.rule === rule.key && isOf(row, reading) && row.firedAt ? [row.firedAt.getTime()] : [],
    );
    const row = begunRow({
      hall: this.hall,
      rule,
      terms,
      reading,
      life,
      id: idOf([this.hall, rule.key, kind, code, String(now)]),
      firedBefore: firedLately(before, now).map((at) => new Date(at)),
    });
    this.all.push(row);
    this.record(row.id, steps, now, 'rule');
  }

  private step(
    rule: MeasuredRule<HallMinute>,
    row: WarningRow,
    reading: Reading | null,
    { state, now }: PlayedMinute,
  ): void {
    const { life, steps } = evaluate(lifeOf(row), reading, termsOf(rule, { settings: {}, revision: null }), now);
    if (life === null) return;
    const told = reading === null || isOver(life.condition) ? {} : said(reading, row);
    const unheld = life.acknowledgedAt === null ? { acknowledgedBy: null } : {};
    Object.assign(row, told, columns(life), unheld);
    if (life.condition === 'resolved') {
      const went = row.firedAt === null ? null : whoLeft(state, scopeOf(row), row.firedAt.getTime(), now);
      Object.assign(row, {
        endedAs: this.endOf(row, went),
        endedLeft: went?.left ?? null,
        endedServed: went?.served ?? null,
      });
    }
    this.record(row.id, steps, now, 'rule');
  }

  private answer(row: WarningRow, now: number): void {
    const after = this.answering.afterMin(row.id);
    if (row.condition !== 'firing' || row.handling !== 'new' || row.firedAt === null || after === null) return;
    const isAgain = this.marks.some(({ warningId, kind }) => warningId === row.id && kind === 'seen');
    if (isAgain || now < row.firedAt.getTime() + after * MINUTE_MS) return;
    const { actor } = this.answering;
    this.marks.push({ warningId: row.id, kind: 'seen', at: row.firedAt.getTime() + (after * MINUTE_MS) / 2, actor });
    this.record(row.id, [{ axis: 'handling', from: row.handling, to: 'acknowledged' }], now, actor);
    Object.assign(row, { handling: 'acknowledged', acknowledgedBy: actor, acknowledgedAt: new Date(now) });
  }

  private markActed({ state, measures }: PlayedMinute): void {
    const queuesOf = (window: string): readonly string[] => state.windows.get(window)?.servingQueues ?? [];
    for (const row of this.live) {
      if (this.isActed(row)) continue;
      const scope = scopeOf(row);
      const act = measures.find((one) => one.at >= row.since && relieves(one, scope, queuesOf));
      if (act !== undefined) this.marks.push({ warningId: row.id, kind: 'acted', at: act.at.getTime(), actor: act.by });
    }
  }

  private endOf(row: WarningRow, went: ReturnType<typeof whoLeft>): WarningRow['endedAs'] {
    return endOf({ explained: false, acted: this.isActed(row), went });
  }

  private isActed(row: WarningRow): boolean {
    return this.marks.some(({ warningId, kind }) => warningId === row.id && kind === 'acted');
  }

  private record(warningId: string, steps: readonly Step[], now: number, actor: string): void {
    this.steps.push(...stepRows(warningId, steps, now, actor));
  }
}

/** The same warning of the same day has the same id, however often the day is played. */
function idOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
