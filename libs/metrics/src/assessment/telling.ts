import { message, part, type Message, type NewAppeal } from '@cockpit/contracts';
import { enqueue } from '@cockpit/notify';
import type { EntityManager } from 'typeorm';
import type { StoredAssessment } from './store/assessment-store';

/** A notification about an assessment with a link to its page. */
interface Notification {
  readonly subject: string;
  /** hall whose channels are notified; null for the bureau */
  readonly hall: string | null;
  readonly about: Message;
  readonly path: string;
  /** epoch ms */
  readonly now: number;
}
type Appealed = Pick<NewAppeal, 'hall' | 'metric'> & { readonly id: string };

const notify = ({ subject, hall, about, path, now }: Notification, manager: EntityManager): Promise<void> =>
  enqueue(manager, {
    subject,
    notice: { phase: 'open', level: 'yellow', hall, about, path, endedAt: null, firedAt: new Date(now).toISOString() },
  });

/** Notifies that sheets are available and when appeals end. */
export const tellPublished = (
  { id, place, placeName, month }: StoredAssessment,
  until: string,
  now: number,
  manager: EntityManager,
): Promise<void> =>
  notify(
    {
      subject: `assessment/${id}`,
      hall: place,
      path: `/assessments/${id}`,
      now,
      about: message('assessment.published', { month, until, place: placeName ?? part('bulletin.bureau', {}) }),
    },
    manager,
  );

/** Notifies those who manage the place of an appeal to decide. */
export const tellAppealed = (
  { id, place, month }: StoredAssessment,
  { id: appeal, hall, metric, hallName }: Appealed & { readonly hallName: string },
  now: number,
  manager: EntityManager,
): Promise<void> =>
  notify(
    {
      subject: `assessment-appeal/${appeal}`,
      hall: place,
      path: `/assessments/${id}/${hall}`,
      now,
      about: message('assessment.appealed', { month, hall: hallName, metric: part(`metric.${metric}`, {}) }),
    },
    manager,
  );

/** Notifies the hall of the decision on its appeal. */
export const tellDecided = (
  { id, month }: StoredAssessment,
  { id: appeal, hall, metric, isUpheld }: Appealed & { readonly isUpheld: boolean },
  now: number,
  manager: EntityManager,
): Promise<void> =>
  notify(
    {
      subject: `assessment-appeal/${appeal}/decided`,
      hall,
      path: `/assessments/${id}/${hall}`,
      now,
      about: message(isUpheld ? 'assessment.upheld' : 'assessment.rejected', {
        month,
        metric: part(`metric.${metric}`, {}),
      }),
    },
    manager,
  );
