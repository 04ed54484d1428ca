import type { ItemDoc, ItemsChanged } from '@cockpit/contracts';
import { ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { ApiError } from '../../shared/http';
import { note } from '../../shared/toast';
import type { Fault } from '../../shared/faults';
import { changeItems } from './api';

export interface RowFault extends Fault {
  /** as the file numbers its rows; null: the change as a whole */
  row: number | null;
  field: string;
}

/** Items read from a file: what they would change, what is wrong with them and in which row, and the saving of them. */
export function useItemsChange(saved: () => void) {
  const { t } = useI18n();
  const items = shallowRef<readonly ItemDoc[]>([]);
  const rows = shallowRef<readonly number[]>([]);
  const [from, reason] = [ref(''), ref('')];
  const preview = shallowRef<ItemsChanged | null>(null);
  const faults = shallowRef<readonly RowFault[]>([]);
  const problem = shallowRef<ApiError | null>(null);
  const busy = ref(false);

  async function send(check: boolean): Promise<ItemsChanged | null> {
    if (items.value.length === 0) return null;
    busy.value = true;
    [faults.value, problem.value] = [[], null];
    try {
      return await changeItems({
        items: items.value,
        reason: reason.value.trim() || '-',
        from: from.value,
        check,
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problem.value = error;
      faults.value = (error.problem.errors ?? []).map((fault) => rowFault(fault, rows.value));
      return null;
    } finally {
      busy.value = false;
    }
  }
  const look = async (): Promise<void> => {
    preview.value = null;
    preview.value = await send(true);
  };
  function drop(): void {
    [items.value, rows.value, preview.value, faults.value, problem.value] = [[], [], null, [], null];
    [from.value, reason.value] = ['', ''];
  }
  watch(from, () => void look());
  return {
    items,
    from,
    reason,
    preview,
    faults,
    problem,
    busy,
    drop,
    begin: (next: readonly ItemDoc[], at: readonly number[]): void => {
      [items.value, rows.value] = [next, at];
      void look();
    },
    save: async (): Promise<void> => {
      const done = await send(false);
      if (done === null) return;
      // of one that was sent twice the answer tells what the second time changed
      const { changes } = preview.value ?? done;
      drop();
      saved();
      note('success', t('catalogue.saved', { n: changes.length }));
    },
  };
}

/** `items.3.promised` is the fourth row that was read. */
export function rowFault(fault: Fault, rows: readonly number[]): RowFault {
  const [list = '', index = '', field = ''] = fault.path.split('.');
  return list === 'items'
    ? { ...fault, row: rows[Number(index)] ?? null, field }
    : { ...fault, row: null, field: list };
}
