import type { ImportReport, IngestAnswer } from '@cockpit/contracts';
import type { Checkpoint } from './checkpoint';
import { columnAt, type MappedRow, type OutgoingEvent } from './map-row';
import type { Mapping } from './mapping';
import { addReport, emptyReport, note, reject, span } from './report';

export interface RunOptions {
  /** sends one batch; absent on a dry run */
  post?: ((events: readonly OutgoingEvent[]) => Promise<IngestAnswer>) | undefined;
  batchSize?: number | undefined;
  /** maximum concurrent batches */
  parallel?: number | undefined;
  /** number of problems kept with their text */
  examples?: number | undefined;
  checkpoint?: Checkpoint | undefined;
  mapping?: Mapping | undefined;
}

const BATCH = 2000;
const IN_FLIGHT = 4;
const EXAMPLES = 20;

/** A section of the file: its rows, their problems, and the events to send. */
interface Part {
  report: ImportReport;
  batch: { row: number; event: OutgoingEvent }[];
  sent: boolean;
}

/** Sends a file in concurrent batches; a part counts as done only when all earlier parts are. */
export class ImportRun {
  /** results so far, for the progress line */
  readonly report: ImportReport;
  private readonly done: ImportReport;
  private readonly examples: number;
  private readonly parts: Part[] = [];
  private readonly running = new Set<Promise<void>>();
  /** errors of batches, kept until they are awaited */
  private readonly failures: unknown[] = [];
  private part: Part;

  constructor(
    private readonly options: RunOptions,
    before: ImportReport | null,
  ) {
    this.examples = options.examples ?? EXAMPLES;
    this.done =
      before === null ? emptyReport(options.post === undefined) : { ...before, resumedAfterRows: before.rows };
    this.report = structuredClone(this.done);
    this.part = this.newPart();
  }

  async add(row: number, { events, problems }: MappedRow): Promise<void> {
    for (const report of [this.report, this.part.report]) {
      report.rows += 1;
      report.events += events.length;
      for (const problem of problems) note(report, row, problem, this.examples);
      for (const event of events) span(report, event.time);
    }
    for (const event of events) this.part.batch.push({ row, event });
    if (Math.max(this.part.batch.length, this.part.report.rows / 10) >= (this.options.batchSize ?? BATCH))
      await this.flush();
  }

  /** @returns the report of the whole file */
  async finish(): Promise<ImportReport> {
    await this.flush();
    await Promise.all(this.running);
    this.assertSent();
    await this.options.checkpoint?.forget();
    return this.done;
  }

  private newPart(): Part {
    return { report: emptyReport(this.options.post === undefined), batch: [], sent: false };
  }

  private async flush(): Promise<void> {
    const { part } = this;
    this.part = this.newPart();
    this.parts.push(part);
    const tracked = this.send(part)
      .catch((error: unknown) => {
        this.failures.push(error);
      })
      .finally(() => this.running.delete(tracked));
    this.running.add(tracked);
    if (this.running.size >= (this.options.parallel ?? IN_FLIGHT)) await Promise.race(this.running);
    this.assertSent();
  }

  /** A failed batch ends the run; the checkpoint stays. */
  private assertSent(): void {
    if (this.failures.length > 0) throw this.failures[0];
  }

  private async send(part: Part): Promise<void> {
    const { post } = this.options;
    if (post !== undefined && part.batch.length > 0) {
      const answer = await post(part.batch.map(({ event }) => event));
      for (const report of [this.report, part.report]) {
        report.accepted += answer.accepted;
        for (const { index, id, reason, path, message, causes } of answer.rejected) {
          const { row = 0, event } = part.batch[index] ?? {};
          const column = this.columnOf(event?.type, path);
          reject(
            report,
            { row, reason, path, message, causes, ...column, ...(id === null ? {} : { id }) },
            this.examples,
          );
        }
      }
    }
    part.sent = true;
    part.batch = [];
    await this.settle();
  }

  private columnOf(type: string | undefined, path: string): { column?: string } {
    const event = this.options.mapping?.events.find((mapped) => mapped.type === type);
    return event === undefined ? {} : columnAt(event, path);
  }

  private async settle(): Promise<void> {
    let moved = false;
    for (let [first] = this.parts; first?.sent === true; [first] = this.parts) {
      addReport(this.done, first.report, this.examples);
      this.parts.shift();
      moved = true;
    }
    if (moved) await this.options.checkpoint?.save(this.done);
  }
}
