import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** The hall as it was drawn, with who waits where, or its windows as tiles: in the address, as the wall has it. */
export function useDrawn(): {
  drawn: ComputedRef<boolean>;
  /** what of the address says it */
  mapQuery: () => { map?: 'plan' };
  showMap: (asDrawn: boolean) => void;
} {
  const route = useRoute();
  const router = useRouter();
  const drawn = computed(() => route.query['map'] === 'plan');
  const queryOf = (asDrawn: boolean): { map?: 'plan' } => (asDrawn ? { map: 'plan' } : {});
  return {
    drawn,
    mapQuery: () => queryOf(drawn.value),
    showMap: (asDrawn) => {
      const { map: _, ...rest } = route.query;
      void router.replace({ query: { ...rest, ...queryOf(asDrawn) } });
    },
  };
}
