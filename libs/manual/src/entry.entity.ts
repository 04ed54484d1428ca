import { MANUAL_ENTRY_STATES, ManualEntry } from '@cockpit/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';

/** A CloudEvent of the manual source, masked. */
export const ManualEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  time: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type ManualEvent = z.infer<typeof ManualEvent>;
type SupersededBy = ManualEntry['supersededBy'];

/** A desk entry from the time when the feed was dead, and its state. */
@Entity('manual_entry')
export class EntryRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') hall!: string;
  @Column('text') key!: string;
  /** as requested */
  @Column('jsonb') content!: object;
  @Column('text') kind!: ManualEntry['kind'];
  @Column('text', { name: 'ticket_id', nullable: true }) ticketId!: string | null;
  @Column('text', { nullable: true }) number!: string | null;
  @Column('text', { nullable: true }) queue!: string | null;
  @Column('text', { name: 'window_id', nullable: true }) windowId!: string | null;
  @Column('text') type!: string;
  @Column('jsonb') event!: ManualEvent;
  /** hall day of `at` */
  @Column('date') day!: string;
  /** hall time */
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'entered_at' }) enteredAt!: Date;
  @Column('text', { name: 'entered_by' }) enteredBy!: string;
  @Column('text') state!: (typeof MANUAL_ENTRY_STATES)[number];
  @Column('jsonb', { name: 'superseded_by', nullable: true }) supersededBy!: SupersededBy;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason!: string | null;
  /** ingestion has accepted the event */
  @Column('boolean') sent!: boolean;
}

export const toEntry = (row: EntryRow): ManualEntry => ({
  id: row.id,
  hall: row.hall,
  key: row.key,
  kind: row.kind,
  ticketId: row.ticketId,
  number: row.number,
  queue: row.queue,
  windowId: row.windowId,
  type: row.type,
  eventId: row.event.id,
  eventSource: row.event.source,
  at: row.at.toISOString(),
  enteredAt: row.enteredAt.toISOString(),
  enteredBy: row.enteredBy,
  state: row.state,
  supersededBy: row.supersededBy,
  endedAt: row.endedAt?.toISOString() ?? null,
  endReason: row.endReason,
});
