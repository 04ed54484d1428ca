import { windowLabel, type OrganisationDoc, type PartDifference } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import type { Draft } from './draft';

type Translate = (key: string, params?: Readonly<Record<string, unknown>>) => string;
/** What things are called, as the document before and after the change names them. */
export interface Naming {
  readonly t: Translate;
  readonly has: (key: string) => boolean;
  readonly nameOf: (kind: 'queue' | 'branch' | 'window' | 'officer' | 'place' | 'item', code: string) => string;
}
/** `周一至周五`, `周一、周三`. */
export function daysText(days: readonly number[], { t }: Pick<Naming, 't'>): string {
  const sorted = [...days].sort((a, b) => a - b);
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const word = (day: number): string => t(`organisation.weekday.${String(day)}`);
  if (sorted.length > 2 && last - first === sorted.length - 1)
    return t('organisation.dayRange', { from: word(first), to: word(last) });
  return sorted.map(word).join(t('list.comma'));
}

type Known = Pick<OrganisationDoc, 'halls' | 'branches' | 'items' | 'officers'>;

/** What the parts of a change are called: as it names them, as the draft does, and as the organisation did before. */
export function useNaming(): (doc: Known | null, draft: Draft, changes: readonly PartDifference[]) => Naming {
  const i18n = useI18n();
  const { t } = i18n;
  return (doc, draft, changes) => {
    const hall = doc?.halls.find(({ code }) => code === draft.hall?.code);
    const bodies = changes.flatMap(({ kind, before, after }) => [{ kind, body: after ?? before ?? {} }]);
    const inChange = (kind: string, field: string, code: string, name: string): string | undefined => {
      const found = bodies.find((one) => one.kind === kind && one.body[field] === code)?.body[name];
      return typeof found === 'string' ? found : undefined;
    };
    const names: Readonly<Record<Parameters<Naming['nameOf']>[0], (code: string) => string | undefined>> = {
      queue: (code) => [...(draft.hall?.queues ?? []), ...(hall?.queues ?? [])].find((one) => one.code === code)?.name,
      branch: (code) => [...draft.branches, ...(doc?.branches ?? [])].find((one) => one.code === code)?.name,
      window: (id) => {
        const known = [...(draft.hall?.windows ?? []), ...(hall?.windows ?? [])].find((one) => one.id === id);
        return known === undefined ? undefined : t('organisation.windowNo', { number: windowLabel(known) });
      },
      officer: (id) =>
        [...draft.officers, ...(doc?.officers ?? [])].find((one) => one.id === id)?.name ??
        inChange('officer', 'id', id, 'name'),
      place: (code) => doc?.halls.find((one) => one.code === code)?.name ?? inChange('hall', 'code', code, 'name'),
      item: (code) => doc?.items.find((one) => one.code === code)?.name,
    };
    return {
      t: (key, params) => t(key, params ?? {}),
      has: (key) => i18n.te(key),
      nameOf: (kind, code) => names[kind](code) ?? code,
    };
  };
}
