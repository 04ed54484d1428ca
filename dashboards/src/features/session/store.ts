import type { Caller, SignIn } from '@cockpit/contracts';
import { useQueryClient } from '@tanstack/vue-query';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { rememberPerson } from '../../shared/last-person';
import { fetchSession, leaveProvider, signIn, signOut } from './api';
import { mayAnswer } from './rights';

export const useSessionStore = defineStore('session', () => {
  const caller = shallowRef<Caller | null>(null);
  /** whether it ended while a page was open, and nobody has signed in since */
  const ended = shallowRef(false);
  const answers = useQueryClient();
  let asked: Promise<void> | null = null;

  /** Who is signed in, asked of the server once. */
  async function ready(): Promise<Caller | null> {
    asked ??= refresh();
    try {
      await asked;
    } catch (error) {
      asked = null;
      throw error;
    }
    return caller.value;
  }

  /** Asks the server anew who this is, after the device itself was given a cookie. */
  const again = (): Promise<void> => (asked = refresh());

  async function refresh(): Promise<void> {
    caller.value = await fetchSession();
    if (caller.value !== null) ended.value = false;
    rememberPerson(caller.value?.name ?? null);
  }

  const enter = (credentials: SignIn): Promise<Caller> => signIn(credentials);

  /** @returns where to go then: the page of the sign-in, or the provider, to sign out there as well */
  async function leave(): Promise<string> {
    const address = caller.value?.singleSignOn === true ? await leaveProvider() : await signOut().then(() => null);
    forget();
    return address ?? '/sign-in';
  }

  /** The server no longer knows us: the next page asks for a sign-in and says why. */
  function expire(): void {
    ended.value = true;
    forget();
  }

  /** What was answered to us is nobody else's to see. */
  function forget(): void {
    caller.value = null;
    rememberPerson(null);
    answers.clear();
  }

  const canAnswer = computed(() => caller.value !== null && mayAnswer(caller.value.role));
  return { caller, ended, canAnswer, again, ready, enter, leave, expire };
});
