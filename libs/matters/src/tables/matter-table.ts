import type { ClickHouseClient } from '@clickhouse/client';
import { wasDiverted, type PhaseReading } from '@cockpit/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_WRITER } from '@cockpit/platform';
import { currentStage, type Assessed } from '../grounds/grounds';
import { matterId, type CaseKey } from '../names';

const COLUMNS = [
  'register',
  'case_id',
  'id',
  'version',
  'is_deleted',
  'source',
  'kind',
  'item',
  'category',
  'channel',
  'hall',
  'halls',
  'accepting_hall',
  'unit',
  'officer_id',
  'stage',
  'stage_since',
  'applicant_type',
  'enterprise_ref',
  'applicant_ref',
  'package_id',
  'parent_id',
  'ticket_id',
  'first_at',
  'accepted_at',
  'due_at',
  'yellow_at',
  'closed_at',
  'delivered_at',
  'unattended_at',
  'last_event_at',
  'computed_at',
  'result',
  'reopened',
  'supplements',
  'limit_amount',
  'limit_unit',
  'statutory',
  'elapsed_days',
  'remaining_days',
  'card',
  'overdue',
  'paused',
  'provisional',
  'fault_kinds',
  'faults',
  'times',
  'elapsed',
  'promised',
  'stage_yellow_at',
  'stage_due_at',
  'title',
  'stars',
  'tags',
  'window_id',
  'excluded',
  'round_id',
  'round_line',
  'verified_at',
  'struck_off_at',
  'contact_due_at',
  'contact_at',
  'answer_due_at',
  'answer_at',
  'diverted',
  'nature',
  'comment',
] as const;

export interface StoredMatter extends CaseKey {
  source: string;
  assessed: Assessed;
}

/** One row per matter; the latest version counts. */
@Injectable()
export class MatterTable {
  constructor(@Inject(CLICKHOUSE_WRITER) private readonly client: ClickHouseClient) {}

  /** @param gone cases without standing events */
  async write(matters: readonly StoredMatter[], gone: readonly CaseKey[], version: number): Promise<void> {
    const values = [
      ...matters.map((matter) => rowOf(matter, version)),
      ...gone.map((key) => tombstoneOf(key, version)),
    ];
    if (values.length === 0) return;
    await this.client.insert({
      table: 'matter',
      columns: [...COLUMNS],
      values,
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'matters.write' },
    });
  }
}

const at = (time: number | null | undefined): string | null =>
  time === null || time === undefined ? null : new Date(Math.round(time)).toISOString();
const flag = (value: boolean | undefined): 0 | 1 => (value === true ? 1 : 0);

function rowOf({ register, caseId, source, assessed }: StoredMatter, version: number): unknown[] {
  const { matter, reading, rule, faults, times, hall, halls, ranUntil, category, officerId, unattendedAt } = assessed;
  const stage = currentStage(assessed);
  const { accepted } = matter;
  const phase = (name: PhaseReading['phase']) => assessed.phases.find((reading) => reading.phase === name);
  const [contact, answer] = [phase('contact'), phase('answer')];
  return [
    register,
    caseId,
    matterId({ register, caseId }),
    version,
    0,
    source,
    accepted?.kind ?? 'case',
    accepted?.item ?? accepted?.rating?.item ?? null,
    category,
    accepted?.channel ?? null,
    hall,
    halls,
    accepted?.acceptingHallId ?? null,
    matter.unit,
    officerId,
    matter.stage?.name ?? null,
    at(matter.stage?.since),
    accepted?.applicantType ?? null,
    accepted?.enterpriseRef ?? null,
    accepted?.applicantRef ?? null,
    accepted?.packageId ?? null,
    accepted?.parentId ?? null,
    accepted?.ticketId ?? null,
    at(accepted?.at ?? matter.path[0]?.at ?? matter.lastEventAt),
    at(accepted?.at),
    at(reading?.dueAt),
    at(reading?.yellowAt),
    at(matter.closedAt),
    at(matter.deliveredAt),
    at(unattendedAt),
    at(matter.lastEventAt),
    at(ranUntil),
    matter.closeResult,
    matter.reopened,
    matter.supplements,
    reading?.limit ?? null,
    reading?.unit ?? null,
    rule.statutory,
    reading?.elapsedDays ?? null,
    reading?.remainingDays ?? null,
    reading?.card ?? 'none',
    flag(reading?.overdue),
    // a pause can start ahead of the hall clock and nothing is recomputed when it starts, so it counts as paused
    // already
    flag(reading?.paused === true || (matter.closedAt === null && matter.pauses.some((pause) => pause.to === null))),
    flag(reading?.provisional),
    [...new Set(faults.map((fault) => fault.kind))],
    JSON.stringify(faults),
    times === null ? '' : JSON.stringify(times),
    reading?.elapsed ?? null,
    rule.from === 'promised' ? (rule.limit?.amount ?? null) : null,
    at(stage?.reading?.yellowAt),
    at(stage?.reading?.dueAt),
    accepted?.about?.title ?? null,
    accepted?.rating?.stars ?? null,
    accepted?.rating?.tags ?? [],
    accepted?.rating?.windowId ?? null,
    flag(matter.excluded !== null),
    accepted?.about?.round?.id ?? null,
    accepted?.about?.round?.line ?? null,
    at(matter.verifiedAt),
    at(matter.struckOffAt),
    at(contact?.dueAt),
    at(contact?.doneAt),
    at(answer?.dueAt),
    at(answer?.doneAt),
    flag(wasDiverted(matter)),
    accepted?.nature ?? null,
    accepted?.rating?.comment ?? null,
  ];
}

const NEVER = new Date(0).toISOString();
function tombstoneOf({ register, caseId }: CaseKey, version: number): unknown[] {
  const row: Partial<Record<(typeof COLUMNS)[number], unknown>> = {
    register,
    case_id: caseId,
    id: matterId({ register, caseId }),
    version,
    is_deleted: 1,
    source: '',
    kind: 'case',
    category: '',
    halls: [],
    first_at: NEVER,
    last_event_at: NEVER,
    computed_at: NEVER,
    reopened: 0,
    supplements: 0,
    card: 'none',
    overdue: 0,
    paused: 0,
    provisional: 0,
    fault_kinds: [],
    faults: '[]',
    times: '',
    tags: [],
    excluded: 0,
    diverted: 0,
  };
  return COLUMNS.map((column) => row[column] ?? null);
}
