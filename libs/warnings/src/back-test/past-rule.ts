import { chinese, type BackTestDay, type RuleSettings, type Severity } from '@cockpit/contracts';
import { firedLately } from '@cockpit/domain';
import { evaluate, type WarningLife } from '../life/step';
import { isOver } from '../life/transitions';
import { readingsOf, type MeasuredRule, type Reading } from '../rules/rule';
import { readUnder, termsOf, toldAt, type RulesTold, type Terms } from '../rules/terms';
import type { HallMinute } from '../rules/hall-minute';

/** How long after a warning a wait beyond the target still counts as the one it announced. */
const AHEAD_MS = 60 * 60_000;
const ACTED_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

interface Span {
  from: number;
  to: number | null;
}
interface Firing {
  at: number;
  until: number | null;
  reading: Reading;
  severity: Severity;
  settings: RuleSettings;
}
interface Instance {
  life: WarningLife;
  firing: Firing | null;
  /** what it goes by: of one that has fired, what fired it */
  terms: Terms;
}
/** Where a rule is run, and what it is told there. */
export interface TestedHall {
  hall: string;
  timeZone: string;
  told: RulesTold;
}
export interface Agreed {
  at: number;
  queues: readonly string[];
  windowId: string | null;
}

/** One rule going through a past day minute by minute, on the same life cycle as the live one. Pure: time comes with every minute. */
export class PastRule<Seen extends HallMinute> {
  private readonly instances = new Map<string, Instance>();
  private readonly firings: Firing[] = [];
  /** of each place, when it fired of late */
  private readonly firedAt = new Map<string, number[]>();
  /** spans in which somebody in a queue had waited beyond its target */
  private readonly beyond = new Map<string, Span[]>();
  private minutes = 0;

  constructor(
    private readonly rule: MeasuredRule<Seen>,
    private readonly at: TestedHall,
  ) {}

  see(seen: Seen, now: number): void {
    this.minutes += 1;
    const readings = new Map(
      readingsOf(this.rule, seen).map((reading) => [`${reading.scope.kind}/${reading.scope.code}`, reading]),
    );
    for (const key of new Set([...readings.keys(), ...this.instances.keys()]))
      this.step(key, readings.get(key) ?? null, now);
    for (const { code, longestWaitSec } of seen.snapshot.queues) {
      const spans = this.beyond.get(code) ?? [];
      const last = spans.at(-1);
      const isBeyond = (longestWaitSec ?? 0) >= seen.targetMin(code) * 60;
      if (isBeyond && last?.to !== null) spans.push({ from: now, to: null });
      else if (!isBeyond && last?.to === null) last.to = now;
      this.beyond.set(code, spans);
    }
  }

  outcome(agreed: readonly Agreed[]): Pick<BackTestDay, 'minutes' | 'firings' | 'reached' | 'unannounced'> {
    const firings = this.firings.map(({ at, until, reading, severity }) => ({
      at: new Date(at).toISOString(),
      until: until === null ? null : new Date(until).toISOString(),
      scope: reading.scope,
      severity,
      message: chinese(reading.words),
      words: reading.words,
      value: reading.value,
      threshold: reading.fire,
      leadMin: this.leadOf(reading, at),
      acted: agreed.some((prompt) => prompt.at >= at && prompt.at <= at + ACTED_MS && concerns(prompt, reading)),
    }));
    const starts = [...this.beyond].flatMap(([code, spans]) => spans.map(({ from }) => ({ code, at: from })));
    const announced = ({ code, at }: { code: string; at: number }) =>
      this.firings.some(
        (firing) =>
          firing.reading.scope.kind === 'queue' &&
          firing.reading.scope.code === code &&
          firing.at < at &&
          (firing.until === null || firing.until >= at - MINUTE_MS),
      );
    return {
      minutes: this.minutes,
      firings,
      reached: starts.length,
      unannounced: starts.filter((start) => !announced(start)).length,
    };
  }

  /** What each firing went by, in the order in which the outcome has them. */
  settings(): RuleSettings[] {
    return this.firings.map(({ settings }) => settings);
  }

  private step(key: string, reading: Reading | null, now: number): void {
    const known = this.instances.get(key);
    const terms = this.termsFor(known, reading);
    const judged = reading === null ? null : readUnder(terms.settings, reading, { now, timeZone: this.at.timeZone });
    const { life: stepped, steps } = evaluate(known?.life ?? null, judged, terms, now);
    if (stepped === null) return;
    const life = known === undefined ? { ...stepped, firedBefore: this.firedAt.get(key) ?? [] } : stepped;
    const fires =
      judged !== null &&
      steps.some(
        ({ axis, to, from }) => axis === 'condition' && to === 'firing' && from !== 'recovering' && from !== 'no_data',
      );
    let firing = known?.firing ?? null;
    if (fires) {
      firing = { at: now, until: null, reading: judged, severity: terms.severity, settings: terms.settings };
      this.firings.push(firing);
      this.firedAt.set(key, firedLately([...(this.firedAt.get(key) ?? []), now], now));
    }
    if (isOver(life.condition)) {
      if (firing !== null) firing.until = now;
      this.instances.delete(key);
    } else this.instances.set(key, { life, firing, terms });
  }

  private termsFor(known: Instance | undefined, reading: Reading | null): Terms {
    if (known !== undefined && (known.life.firedAt !== null || reading === null)) return known.terms;
    const spot = { hall: this.at.hall, ...reading?.scope };
    return termsOf(this.rule, toldAt(this.at.told, this.rule.key, spot));
  }

  /** Minutes from the warning to the wait it spoke of: the one that had begun already, else the next within the hour. */
  private leadOf({ scope }: Reading, at: number): number | null {
    const spans = scope.kind === 'queue' ? (this.beyond.get(scope.code) ?? []) : [];
    const meant =
      spans.find(({ from, to }) => from <= at && (to === null || to > at)) ??
      spans.find(({ from }) => from > at && from <= at + AHEAD_MS);
    return meant === undefined ? null : (meant.from - at) / MINUTE_MS;
  }
}

const concerns = ({ queues, windowId }: Agreed, { scope }: Reading): boolean =>
  scope.kind === 'window' ? windowId === scope.code : queues.includes(scope.code);
