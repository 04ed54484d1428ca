import type { OrganisationDoc } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useAnswer } from '../../shared/answer';
import { fetchOrganisation } from '../organisation/api';
import { useSessionStore } from '../session/store';

/** The organisation as it is, for whoever may change its catalogue: an administrator of the whole bureau; null for everybody else. */
export function useChangeable(): ComputedRef<OrganisationDoc | null> {
  const session = useSessionStore();
  const mayChange = computed(() => session.caller?.role === 'administrator' && session.caller.halls === 'all');
  const { data } = useAnswer({
    name: 'organisation',
    about: () => (mayChange.value ? 'latest' : null),
    ask: fetchOrganisation,
  });
  return computed(() => (!mayChange.value || data.value === null || data.value === 'none' ? null : data.value));
}
