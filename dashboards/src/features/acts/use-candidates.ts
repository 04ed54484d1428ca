import type { Candidate, MatterSummary } from '@cockpit/contracts';
import { computed } from 'vue';
import { useAnswer } from '../../shared/answer';
import { useSessionStore } from '../session/store';
import { fetchCandidates } from './api';

const EVERY_MS = 60_000;
const WHO_ASSIGNS = ['administrator', 'manager', 'supervisor', 'unit'];
type Given = Pick<MatterSummary, 'id' | 'closedAt' | 'officerId' | 'unattended'>;

/** Nobody has it, or whoever has it does nothing. */
const needsSomebody = ({ closedAt, officerId, unattended }: Given): boolean =>
  closedAt === null && (officerId === null || unattended);

/** To whom a matter may be given that needs somebody, by its id; nobody for whoever may not give it, null until it is known. */
export function useCandidates(matters: () => readonly Given[]): (id: string) => readonly Candidate[] | null {
  const session = useSessionStore();
  const ids = computed(() => {
    if (!WHO_ASSIGNS.includes(session.caller?.role ?? '')) return [];
    return matters()
      .filter(needsSomebody)
      .map(({ id }) => id);
  });
  const { data, problem } = useAnswer({
    name: 'candidates',
    about: () => (ids.value.length === 0 ? null : ids.value),
    ask: fetchCandidates,
    everyMs: EVERY_MS,
    standsIn: () => true,
  });
  return (id) => {
    if (!ids.value.includes(id)) return [];
    return data.value === null && problem.value === null ? null : (data.value?.get(id) ?? []);
  };
}
