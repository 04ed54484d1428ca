import type { ClickHouseClient } from '@clickhouse/client';
import { SHUT_STATES, type ApplicantsInHall, type Caller, type VisitorMatters } from '@cockpit/contracts';
import { AuditLog, inScope, type Actor } from '@cockpit/access';
import { LiveSnapshots } from '@cockpit/live';
import { CLICKHOUSE_READER } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sightOf } from '../api/scope';
import type { Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';
import { applicantsOf, openOf, sees, visitorMatters } from './open-of';
import { presentVisits, type PresentVisit } from './present';

/**
 * Links visits and matters of one person by the pseudonym that ingestion gives to `visitorRef` and `applicantRef`. The
 * pseudonym is never returned, and every access is audited.
 */
@Injectable()
export class Visitors {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
    private readonly loader: GroundsLoader,
    private readonly snapshots: LiveSnapshots,
    private readonly audit: AuditLog,
  ) {}

  /** The visitor at the officer's window: all open matters are counted, visible ones are listed. */
  async atWindowOf(caller: Caller, actor: Actor): Promise<VisitorMatters | null> {
    const { officerId } = caller;
    if (officerId === undefined) return null;
    const grounds = await this.loader.load();
    const at = await this.ticketOf(officerId, caller, grounds);
    if (at === null) return null;
    const visits = await presentVisits(this.clickhouse, grounds, at);
    const [visitor = null] = await this.withMatters(visits, caller, grounds, true);
    if (visitor !== null) await this.auditVisit(visitor, actor);
    return visitor;
  }

  /** Visitors in the hall with open matters that the caller may see. */
  async inHall(hall: string, caller: Caller, actor: Actor): Promise<VisitorMatters[]> {
    const grounds = await this.loader.load();
    const visits = await presentVisits(this.clickhouse, grounds, { halls: [hall] });
    const visitors = await this.withMatters(visits, caller, grounds, false);
    for (const visitor of visitors) await this.auditVisit(visitor, actor);
    return visitors.sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
  }

  /** Which of these visible matters have their applicant in a hall now. */
  async applicantsIn(ids: readonly string[], caller: Caller, actor: Actor): Promise<ApplicantsInHall> {
    const applicants = await applicantsOf(this.postgres, ids, sightOf(caller));
    if (applicants.size === 0) return { items: [] };
    const grounds = await this.loader.load();
    const visits = await presentVisits(this.clickhouse, grounds, { refs: [...new Set(applicants.values())] });
    const byRef = new Map(visits.map((visit) => [visit.ref, visit]));
    const present = [...applicants].flatMap(([id, ref]) => {
      const visit = byRef.get(ref);
      return visit === undefined ? [] : [{ id, visit }];
    });
    for (const { id, visit } of present) await this.recordAccess('matter.in-hall', `matter/${id}`, visit, actor);
    const names = new Map((grounds.parts.organisation?.halls ?? []).map(({ code, name }) => [code, name]));
    return {
      items: present.map(({ id, visit: { hall, since, state } }) => ({
        id,
        hall,
        since,
        state,
        hallName: names.get(hall) ?? hall,
      })),
    };
  }

  private async withMatters(
    visits: readonly PresentVisit[],
    caller: Caller,
    grounds: Grounds,
    countsAll: boolean,
  ): Promise<VisitorMatters[]> {
    const open = await openOf(
      this.postgres,
      visits.map(({ ref }) => ref),
    );
    const sight = sightOf(caller);
    return visits.flatMap((visit) => {
      const theirs = open.filter(({ ref }) => ref === visit.ref);
      const seen = theirs.filter((matter) => sees(sight, matter));
      return visitorMatters(visit, countsAll ? theirs : seen, seen, grounds) ?? [];
    });
  }

  private async ticketOf(
    officerId: string,
    { halls }: Caller,
    grounds: Grounds,
  ): Promise<{ halls: string[]; tickets: string[] } | null> {
    const codes = (grounds.parts.organisation?.halls ?? [])
      .map(({ code }) => code)
      .filter((code) => inScope(halls, code));
    const snapshots = await this.snapshots.glance(codes, grounds.parts.wallNow);
    for (const [hall, { windows }] of snapshots) {
      const window = windows.find((window) => window.officerId === officerId && !SHUT_STATES.has(window.state));
      if (window !== undefined) return window.ticketId === null ? null : { halls: [hall], tickets: [window.ticketId] };
    }
    return null;
  }

  private auditVisit(visitor: VisitorMatters, actor: Actor): Promise<void> {
    return this.recordAccess('visit.matters', `visit/${visitor.hall}/${visitor.ticketId}`, visitor, actor);
  }

  /** Without an audit record nothing is shown. */
  private recordAccess(
    action: 'visit.matters' | 'matter.in-hall',
    target: string,
    { hall, ticketId }: Pick<VisitorMatters, 'hall' | 'ticketId'>,
    actor: Actor,
  ): Promise<void> {
    return this.audit.recordOnce({ actor, action, target, after: { hall, ticketId } });
  }
}
