import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import type { ClockTimes, MatterEvent, MatterPart } from '@cockpit/domain';
import { CLICKHOUSE_READER, sendable } from '@cockpit/platform';
import { matterId, type CaseKey } from '../names';

type Row = [
  register: string,
  parent: string,
  caseId: string,
  dueAt: number | null,
  closedAt: number | null,
  item: string | null,
  lastEventAt: number,
  faulty: 0 | 1,
  times: string,
];

/** The parent case of a package. */
const isPackage = (events: readonly MatterEvent[]): boolean =>
  events.some(
    (event) =>
      event.type === 'hall.case.accepted' && event.data.packageId !== undefined && event.data.parentId === undefined,
  );

/** A possible bundle (随心办): a case without item and parent; it is one if other cases name it as parent. */
const mayBeBundle = (events: readonly MatterEvent[]): boolean =>
  events.some(
    ({ type, data }) =>
      type === 'hall.case.accepted' && data.kind === 'case' && data.parentId === undefined && data.item === undefined,
  );

export const mayHaveParts = (events: readonly MatterEvent[]): boolean => isPackage(events) || mayBeBundle(events);

/** The parts: always a list for a package; undefined for a case that is no bundle. */
export const partsOf = (
  events: readonly MatterEvent[],
  parts: readonly MatterPart[] | undefined,
): readonly MatterPart[] | undefined => (isPackage(events) || (parts ?? []).length > 0 ? parts : undefined);

/** SQL condition of a part. A rating also names a parent case, but is no part. */
export const IS_PART = "(package_id IS NOT NULL OR kind = 'case')";

/** Parts of packages as last computed. When a part changes, its package is computed again. */
@Injectable()
export class PackageParts {
  constructor(@Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient) {}

  /** By matter id of the package; a package without known parts has an empty list. */
  async readParts(packages: readonly CaseKey[]): Promise<Map<string, MatterPart[]>> {
    const parts = new Map(packages.map((key) => [matterId(key), [] as MatterPart[]]));
    if (packages.length === 0) return parts;
    const result = await this.clickhouse.query({
      ...sendable(
        `SELECT register, parent_id, case_id, toUnixTimestamp64Milli(due_at), toUnixTimestamp64Milli(closed_at), item, toUnixTimestamp64Milli(last_event_at),
          notEmpty(fault_kinds), times FROM matter FINAL
        WHERE ${IS_PART} AND parent_id IN {packages:Array(String)} ORDER BY case_id`,
        { packages: packages.map(({ caseId }) => caseId) },
      ),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'matters.parts' },
    });
    for (const [
      register,
      parent,
      caseId,
      dueAt,
      closedAt,
      item,
      lastEventAt,
      faulty,
      times,
    ] of await result.json<Row>()) {
      const pauses = times === '' ? [] : (JSON.parse(times) as ClockTimes).pauses;
      parts
        .get(matterId({ register, caseId: parent }))
        ?.push({ caseId, item, dueAt, closedAt, pauses, lastEventAt, unlimited: dueAt === null && faulty === 0 });
    }
    return parts;
  }

  /** Packages of which these cases were parts, with the source of the part. */
  async parentsOf(cases: readonly CaseKey[]): Promise<(CaseKey & { source: string })[]> {
    if (cases.length === 0) return [];
    const ids = new Set(cases.map(matterId));
    const result = await this.clickhouse.query({
      ...sendable(
        `SELECT register, case_id, parent_id, source FROM matter FINAL
        WHERE ${IS_PART} AND parent_id IS NOT NULL AND case_id IN {cases:Array(String)}`,
        { cases: cases.map(({ caseId }) => caseId) },
      ),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { log_comment: 'matters.parents' },
    });
    const rows = await result.json<[register: string, caseId: string, parent: string, source: string]>();
    return rows
      .filter(([register, caseId]) => ids.has(matterId({ register, caseId })))
      .map(([register, , caseId, source]) => ({ register, caseId, source }));
  }
}
