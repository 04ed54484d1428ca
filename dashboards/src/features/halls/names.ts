import { windowLabel } from '@cockpit/contracts';
import { useHallsStore } from './store';

/** What people call the parts of the hall on the screen; a code nobody has named stands for itself. */
export function useHallNames(): (part: 'hall' | 'queue' | 'window' | 'officer' | 'item', code: string) => string {
  const halls = useHallsStore();
  return (part, code) => {
    switch (part) {
      case 'hall':
        return halls.nameOf(code);
      case 'queue':
        return halls.plan?.queues.find((queue) => queue.code === code)?.name ?? code;
      case 'window': {
        const known = halls.plan?.windows.find((window) => window.id === code);
        return known === undefined ? code : windowLabel(known);
      }
      case 'officer':
        return halls.detail?.officers.find((officer) => officer.id === code)?.name ?? code;
      case 'item':
        return halls.itemNames.get(code) ?? code;
    }
  };
}
