import type { HallEvent } from '@cockpit/contracts';
import { identityOf } from '@cockpit/log';
import type { EntityKind } from './reach-store';

/** Something not tied to one hall that an event changes. */
export type Reference =
  | { readonly to: 'event'; readonly identity: string }
  | {
      readonly to: EntityKind | 'package';
      readonly name: string;
      /** the event begins it */ readonly begins: boolean;
    };

/**
 * Events, cases, consultations and packages that an event changes. Their ids are unique within the source, whatever the
 * hall. Tickets, windows, queues, bookings, terminals and points are left out, because they belong to the hall that the
 * event names.
 */
export function referencesOf({ sourceName, event }: { sourceName: string; event: HallEvent }): Reference[] {
  switch (event.type) {
    case 'hall.notice.corrected':
    case 'hall.notice.voided':
      return [{ to: 'event', identity: identityOf(sourceName, event.data.ofSource, event.data.ofId) }];
    case 'hall.case.accepted': {
      const { caseId, parentId, packageId } = event.data;
      return [
        { to: 'hall.case.', name: caseId, begins: true },
        ...(parentId === undefined ? [] : [{ to: 'hall.case.', name: parentId, begins: false } as const]),
        ...(packageId === undefined ? [] : [{ to: 'package', name: packageId, begins: true } as const]),
      ];
    }
    case 'hall.consult.asked':
      return [{ to: 'hall.consult.', name: event.data.consultId, begins: true }];
    default: {
      const {
        caseId,
        consultId,
      }: { hallId?: string | undefined; caseId?: string | undefined; consultId?: string | undefined } = event.data;
      return [
        ...(caseId === undefined ? [] : [{ to: 'hall.case.', name: caseId, begins: false } as const]),
        ...(consultId === undefined ? [] : [{ to: 'hall.consult.', name: consultId, begins: false } as const]),
      ];
    }
  }
}
