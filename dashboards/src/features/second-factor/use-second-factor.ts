import type { SecondFactorRemoval, SecondFactorSecret } from '@cockpit/contracts';
import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAnswer } from '../../shared/answer';
import { useAttempt } from '../../shared/toast';
import { useSessionStore } from '../session/store';
import {
  beginSecondFactor,
  confirmSecondFactor,
  fetchSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from './api';

/** What the panel shows: how it is, the password before a secret, the secret, the recovery codes, or the proof before a change. */
type Showing = 'state' | 'begin' | 'secret' | 'codes' | 'renew' | 'remove';

/** One's own second factor, and the steps of setting it up and taking it away. */
export function useSecondFactor() {
  const { t } = useI18n();
  const attempt = useAttempt();
  const session = useSessionStore();
  const {
    data: state,
    problem,
    refresh,
  } = useAnswer({ name: 'second-factor', about: () => 'own', ask: fetchSecondFactor });
  const showing = ref<Showing>('state');
  const secret = shallowRef<SecondFactorSecret | null>(null);
  const codes = shallowRef<readonly string[]>([]);
  const busy = ref(false);

  /** @param done said when it worked */
  async function run(work: () => Promise<unknown>, then: Showing, done: string): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    const worked = await attempt(work, done);
    busy.value = false;
    if (!worked) return;
    showing.value = then;
    if (then !== 'secret') secret.value = null;
    await Promise.all([refresh(), session.again()]);
  }

  const begin = ({ password }: SecondFactorRemoval): Promise<void> =>
    run(async () => (secret.value = await beginSecondFactor(password)), 'secret', t('secondFactor.begun'));
  const confirm = (code: string): Promise<void> =>
    run(async () => (codes.value = await confirmSecondFactor(code)), 'codes', t('secondFactor.isOn'));
  const renew = (proof: SecondFactorRemoval): Promise<void> =>
    run(async () => (codes.value = await renewRecoveryCodes(proof)), 'codes', t('secondFactor.renewed'));
  const remove = (proof: SecondFactorRemoval): Promise<void> =>
    run(() => removeSecondFactor(proof), 'state', t('secondFactor.removed'));
  /** Back to how it is; what was told once is gone from the page. */
  function rest(): void {
    [showing.value, secret.value, codes.value] = ['state', null, []];
  }
  return { state, problem, refresh, showing, secret, codes, busy, begin, confirm, renew, remove, rest };
}
