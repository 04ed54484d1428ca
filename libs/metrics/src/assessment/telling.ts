import { message, part, type Message, type NewAppeal } from '@cockpit/contracts';
import { enqueue } from '@cockpit/notify';
import type { EntityManager } from 'typeorm';
import type { StoredAssessment } from './store/assessment-store';

/** What of an assessment is told, with the page that shows it. */
interface Telling {
  readonly subject: string;
  /** whose channels tell it; null: those of the bureau */
  readonly hall: string | null;
  readonly about: Message;
  readonly path: string;
  /** epoch ms */
  readonly now: number;
}
type Appealed = Pick<NewAppeal, 'hall' | 'metric'> & { readonly id: string };

const tell = ({ subject, hall, about, path, now }: Telling, manager: EntityManager): Promise<void> =>
  enqueue(manager, {
    subject,
    notice: {
      ...{ phase: 'open', level: 'yellow', hall, about, path, endedAt: null },
      firedAt: new Date(now).toISOString(),
    },
  });

/** That sheets can be read, and until when halls may appeal. */
export const tellPublished = (
  { id, place, placeName, month }: StoredAssessment,
  until: string,
  now: number,
  manager: EntityManager,
): Promise<void> =>
  tell(
    {
      ...{ subject: `assessment/${id}`, hall: place, path: `/assessments/${id}`, now },
      about: message('assessment.published', {
        ...{ month, until },
        place: placeName ?? part('bulletin.bureau', {}),
      }),
    },
    manager,
  );

/** To those who lead the place: somebody has to decide. */
export const tellAppealed = (
  { id, place, month }: StoredAssessment,
  { id: appeal, hall, metric, hallName }: Appealed & { readonly hallName: string },
  now: number,
  manager: EntityManager,
): Promise<void> =>
  tell(
    {
      ...{ subject: `assessment-appeal/${appeal}`, hall: place, path: `/assessments/${id}/${hall}`, now },
      about: message('assessment.appealed', { month, hall: hallName, metric: part(`metric.${metric}`, {}) }),
    },
    manager,
  );

/** To the hall: what came of its appeal. */
export const tellDecided = (
  { id, month }: StoredAssessment,
  { id: appeal, hall, metric, isUpheld }: Appealed & { readonly isUpheld: boolean },
  now: number,
  manager: EntityManager,
): Promise<void> =>
  tell(
    {
      ...{ subject: `assessment-appeal/${appeal}/decided`, hall, path: `/assessments/${id}/${hall}`, now },
      about: message(isUpheld ? 'assessment.upheld' : 'assessment.rejected', {
        ...{ month, metric: part(`metric.${metric}`, {}) },
      }),
    },
    manager,
  );
