import type { ApplicantsInHall, MatterSummary } from '@cockpit/contracts';
import { computed } from 'vue';
import { useAnswer } from '../../shared/answer';
import { fetchInHall } from './api';

const EVERY_MS = 30_000;
export type InHall = ApplicantsInHall['items'][number];

/** Where the applicant of an open matter is now, by the matter's id; undefined for those who are in no hall. */
export function useInHall(
  matters: () => readonly Pick<MatterSummary, 'id' | 'closedAt'>[],
): (id: string) => InHall | undefined {
  const ids = computed(() =>
    matters()
      .filter(({ closedAt }) => closedAt === null)
      .map(({ id }) => id),
  );
  const { data } = useAnswer({
    name: 'in-hall',
    about: () => (ids.value.length === 0 ? null : ids.value),
    ask: fetchInHall,
    everyMs: EVERY_MS,
    standsIn: () => true,
  });
  const byId = computed(() => new Map(data.value?.map((one) => [one.id, one])));
  return (id) => byId.value.get(id);
}
