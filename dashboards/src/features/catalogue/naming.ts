import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Naming } from '../organisation/naming';
import type { Line } from './api';

export interface ItemNaming extends Naming {
  readonly fieldOf: (field: string) => string;
}

/** What branches are called, as the catalogue has them. */
export function useItemNaming(lines: () => readonly Pick<Line, 'branch' | 'branchName'>[]): ComputedRef<ItemNaming> {
  const i18n = useI18n();
  const { t } = i18n;
  return computed(() => {
    const branches = new Map(lines().map(({ branch, branchName }) => [branch, branchName]));
    return {
      t: (key, params) => t(key, params ?? {}),
      has: (key) => i18n.te(key),
      nameOf: (kind, code) => (kind === 'branch' ? branches.get(code) : undefined) ?? code,
      fieldOf: (field) => (i18n.te(`organisation.field.${field}`) ? t(`organisation.field.${field}`) : field),
    };
  });
}
