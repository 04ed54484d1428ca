import type { MetricBy } from '@cockpit/contracts';
import type { Ref } from 'vue';
import { useHallsStore } from '../halls/store';

/** What people call the parts of a figure; a code nobody has named stands for itself. */
export function usePartNames(by: Readonly<Ref<MetricBy>>): (code: string) => string {
  const halls = useHallsStore();
  const officerName = (id: string) => halls.detail?.officers.find((officer) => officer.id === id)?.name ?? id;
  return (code) => {
    if (by.value === 'hall') return halls.nameOf(code);
    if (by.value === 'queue') return halls.plan?.queues.find((queue) => queue.code === code)?.name ?? code;
    if (by.value === 'window') return halls.plan?.windows.find((window) => window.id === code)?.number ?? code;
    return by.value === 'officer' ? officerName(code) : (halls.itemNames.get(code) ?? code);
  };
}
