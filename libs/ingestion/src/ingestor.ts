import type { CauseCode, IngestAnswer } from '@cockpit/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { EventLog, type EventSink } from '@cockpit/log';
import { OrganisationHalls } from '@cockpit/organisation';
import { CLOCK, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import { StepMetrics } from './metrics';
import { dropped, type Candidate, type Context, type SourceScope, type Step } from './pipeline/candidate';
import { mask } from './pipeline/mask';
import { scope } from './pipeline/scope';
import { time } from './pipeline/time';
import { validate } from './pipeline/validate';
import { Privacy } from './privacy/privacy';
import { Quarantine } from './quarantine/quarantine';
import { broughtBy } from './sources/brought';
import { Tallies } from './sources/tallies';
import { Pace } from './pipeline/pace';

/** events between two checks of the clock */
const SLICE = 100;

/** Runs every step over the remaining candidates, in slices; afterwards each has either `logged` or `drop`. */
async function runSteps(
  steps: readonly Step[],
  candidates: readonly Candidate[],
  context: Context,
  metrics: StepMetrics,
): Promise<void> {
  const pace = new Pace();
  for (let from = 0; from < candidates.length; from += SLICE) {
    let left = candidates.slice(from, from + SLICE).filter((candidate) => candidate.drop === undefined);
    for (const step of steps) {
      const done = metrics.start(step.name);
      left = left.filter((candidate) => {
        const drop = step.run(candidate, context);
        if (drop === null) return true;
        candidate.drop = drop;
        metrics.dropped(step.name, drop.reason);
        return false;
      });
      done();
    }
    if (pace.isOver()) await pace.rest();
  }
}

/** Ingests events; HTTP, resubmission and in-process import all use it. */
@Injectable()
export class Ingestor {
  private readonly logger = new Logger('ingestion');
  private readonly steps: readonly Step[];

  constructor(
    private readonly log: EventLog,
    private readonly quarantine: Quarantine,
    private readonly tallies: Tallies,
    private readonly metrics: StepMetrics,
    privacy: Privacy,
    private readonly directory: OrganisationHalls,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.steps = [validate, scope, time, mask(privacy)];
  }

  /**
   * Runs events through the pipeline. Resolves when accepted events are durable and rejected ones are in quarantine.
   * `again`: they are in quarantine already; `into`: destination instead of the live log.
   * @throws {AppError} 503 when the log cannot accept more; then nothing is acknowledged
   */
  async ingest(
    candidates: readonly Candidate[],
    source: SourceScope,
    about: { correlationId: string; trusted?: boolean; again?: boolean; into?: EventSink },
  ): Promise<IngestAnswer> {
    const now = this.clock.now();
    const context: Context = {
      source,
      halls: await this.directory.halls(),
      now,
      retentionDays: this.settings.retentionDays,
      trusted: about.trusted ?? false,
    };
    await runSteps(this.steps, candidates, context, this.metrics);
    if (!source.sandbox) await this.append(candidates, about.into ?? this.log);
    const rejected = candidates.filter((candidate) => candidate.drop !== undefined);
    const accepted = candidates.length - rejected.length;
    if (source.sandbox) this.metrics.counted('sandboxed', accepted);
    else
      await this.store(candidates, about.again === true ? [] : rejected, source.sourceName, about.correlationId, now);
    this.metrics.counted('rejected', rejected.length);
    if (rejected.length > 0) this.logRejected(source.sourceName, accepted, rejected, about.correlationId);
    return {
      accepted,
      rejected: rejected.flatMap(({ index, id, drop }) => (drop === undefined ? [] : [{ index, id, ...drop }])),
    };
  }

  /**
   * Stores an unreadable body encrypted, because it may contain anything, and counts it as one rejected event.
   * @throws {AppError} 503 when there is no room for it
   */
  async refuseBody(
    body: Buffer,
    why: { code: CauseCode; message: string },
    source: SourceScope,
    correlationId: string,
  ): Promise<void> {
    if (source.sandbox) return;
    // nothing to append, but this refuses when the log has no room
    await this.log.append([]);
    const emptyTally = {
      received: 1,
      accepted: 0,
      rejected: 1,
      newest: null,
      earliest: null,
      stray: 0,
      sequences: new Map(),
    };
    await this.tallies.add(source.sourceName, emptyTally, this.clock.now()).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'a refused body was not tallied');
    });
    const drop = dropped('malformed', '', why.code, why.message);
    await this.quarantine.put([
      { source: source.sourceName, drop, eventId: null, body: null, unreadable: body, correlationId },
    ]);
  }

  /** Writes dedup key and log entry in one step, so that nothing can happen in between. */
  private async append(candidates: readonly Candidate[], into: EventSink): Promise<void> {
    const logged = candidates.flatMap((candidate) =>
      candidate.drop === undefined && candidate.logged !== undefined ? [{ candidate, event: candidate.logged }] : [],
    );
    const done = this.metrics.start('claim-and-log');
    const outcomes = await into.append(
      logged.map(({ event }) => event),
      logged.map(({ candidate, event }) => candidate.text ?? JSON.stringify(event)),
    );
    done();
    let repeats = 0;
    let fresh = 0;
    outcomes.forEach((outcome, i) => {
      const candidate = logged[i]?.candidate;
      if (outcome === 'new') {
        fresh += 1;
        if (candidate !== undefined) candidate.fresh = true;
      }
      if (outcome === 'repeat') repeats += 1;
      if (outcome !== 'id-reused' || candidate === undefined) return;
      candidate.drop = dropped(
        'id-reused',
        'id',
        'id-given-before',
        'this id was given before to an event with another body; the first one stands',
      );
      this.metrics.dropped('claim-and-log', 'id-reused');
    });
    this.metrics.counted('new', fresh);
    this.metrics.counted('repeat', repeats);
  }

  private async store(
    candidates: readonly Candidate[],
    rejected: readonly Candidate[],
    source: string,
    correlationId: string,
    now: number,
  ): Promise<void> {
    // accepted events are durable already, so a failed count must not fail the request
    const tallied = this.tallies.add(source, broughtBy(candidates, rejected.length), now).catch((error: unknown) => {
      this.logger.warn({ err: error, source }, 'events were not tallied');
    });
    await this.quarantine.put(
      rejected.flatMap((candidate) =>
        candidate.drop === undefined
          ? []
          : [
              {
                source,
                drop: candidate.drop,
                eventId: candidate.id,
                body: candidate.raw,
                unreadable: candidate.unreadable,
                correlationId,
              },
            ],
      ),
    );
    await tallied;
  }

  private logRejected(source: string, accepted: number, rejected: readonly Candidate[], correlationId: string): void {
    const reasons: Record<string, number> = {};
    for (const { drop } of rejected) if (drop !== undefined) reasons[drop.reason] = (reasons[drop.reason] ?? 0) + 1;
    this.logger.warn({ correlationId, source, accepted, rejected: rejected.length, reasons }, 'events rejected');
  }
}
