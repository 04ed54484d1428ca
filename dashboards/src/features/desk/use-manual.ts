import type { ManualEntry } from '@cockpit/contracts';
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAttempt } from '../../shared/toast';
import { commanded } from '../../shared/command';
import { enter, fetchManual, stepTicket, voidEntry } from './api';
import type { Paper, PaperStep, WINDOW_STATES } from './papers';

export interface ManualActions {
  busy: Readonly<Ref<boolean>>;
  /** whether the server took it; an empty number is given by the server */
  issue: (queue: string, number: string) => Promise<boolean>;
  step: (paper: Paper, to: PaperStep, chosenWindow: string | undefined) => Promise<boolean>;
  setWindow: (id: string, state: (typeof WINDOW_STATES)[number]) => Promise<boolean>;
  takeBack: (entry: ManualEntry) => Promise<boolean>;
}

/** What is told by hand of a hall. @param look asks again for what was entered, whatever came of it */
export function useManual(hall: () => string, look: () => Promise<void>): ManualActions {
  const { t } = useI18n();
  const attempt = useAttempt();
  const busy = ref(false);

  async function run(
    action: () => Promise<ManualEntry>,
    done: (entry: ManualEntry) => string = () => t('manual.told'),
  ): Promise<boolean> {
    let said = '';
    busy.value = true;
    const worked = await attempt(
      async () => {
        said = done(await action());
      },
      () => said,
    );
    busy.value = false;
    await look();
    return worked;
  }
  return {
    busy,
    issue: (queue, number) =>
      run(
        () => enter(hall(), 'tickets', { queue, ...(number === '' ? {} : { number }) }),
        // the number it was given in the end: another desk may have been quicker with the next one
        (entry) => t(entry.repeated === true ? 'manual.repeated' : 'manual.issued', { number: entry.number ?? '' }),
      ),
    step: ({ ticketId, windowId: called }, to, chosenWindow) => {
      const windowId = called ?? chosenWindow;
      return run(() =>
        stepTicket(hall(), ticketId, {
          step: to,
          ...(windowId === undefined ? {} : { windowId }),
          ...(to === 'finished' ? { result: 'done' } : {}),
        }),
      );
    },
    setWindow: (id, state) =>
      run(() =>
        enter(hall(), `windows/${encodeURIComponent(id)}`, {
          state,
          ...(state === 'paused' ? { reason: 'break' } : {}),
        }),
      ),
    takeBack: (entry) =>
      run(
        async () => {
          const isVoided = async (): Promise<boolean> =>
            (await fetchManual(hall())).entries.some(({ id, state }) => id === entry.id && state === 'voided');
          return (await commanded(() => voidEntry(hall(), entry.id, t('manual.voidReason')), isVoided)) ?? entry;
        },
        () => t('manual.voided'),
      ),
  };
}
