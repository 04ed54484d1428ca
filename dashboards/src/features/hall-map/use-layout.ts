import type { LiveHall } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useHallsStore } from '../halls/store';
import { planLayout, type PlanLayout } from './plan';
import { schematicLayout } from './schematic';

export interface HallLayout {
  /** null while the hall is not known, or has no windows */
  layout: ComputedRef<PlanLayout | null>;
  /** nobody has drawn it in full: it shows what belongs together, not where it stands */
  isSchematic: ComputedRef<boolean>;
}

/** The hall as it was drawn; where nobody drew it in full, as halls usually are. @param snapshot null: no plan is wanted */
export function useLayout(snapshot: () => LiveHall | null): HallLayout {
  const halls = useHallsStore();
  const { t } = useI18n();
  const drawn = computed(() => {
    const live = snapshot();
    return halls.plan && live
      ? planLayout(
          halls.plan,
          live.windows.map(({ windowId }) => windowId),
        )
      : null;
  });
  const isSchematic = computed(() => {
    const live = snapshot();
    return halls.plan !== null && live !== null && live.windows.length > 0 && drawn.value === null;
  });
  const layout = computed(() => {
    const live = snapshot();
    if (live === null || !isSchematic.value) return drawn.value;
    return schematicLayout(halls.plan, live, {
      waiting: t('planLife.waiting'),
      terminals: t('planLife.terminals'),
      door: t('planLife.door'),
    });
  });
  return { layout, isSchematic };
}
