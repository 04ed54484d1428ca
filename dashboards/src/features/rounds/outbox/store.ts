import type { RoundAnswer } from '@cockpit/contracts';
import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { ApiError } from '../../../shared/http';
import { lastPerson } from '../../../shared/last-person';
import { enterMatter, actOn, sendNewFile } from '../../acts/api';
import { useSessionStore } from '../../session/store';
import { sendAnswer } from '../api';
import { isWaiting, type Entry } from './entry';
import { dropEntry, keepEntry, keptEntries } from './kept';
import { isNotYet, isPassing, sendEntry, type Server } from './send';

const AGAIN_MS = 5000;
const SERVER: Server = { answer: sendAnswer, enter: enterMatter, file: sendNewFile, act: actOn };

/** What was entered on this telephone and has not all arrived yet. It is kept on the disk first, and sent whenever there is a network. */
export const useOutbox = defineStore('round-outbox', () => {
  const session = useSessionStore();
  const all = shallowRef<readonly Entry[]>([]);
  /** why the last attempt was broken off; null while nothing stands in the way */
  const stuck = shallowRef<ApiError | null>(null);
  /** the last one that arrived, with what the server has of it now */
  const arrived = shallowRef<{ entry: Entry; answer: RoundAnswer } | null>(null);
  const who = computed(() => session.caller?.name ?? lastPerson());
  /** of whoever uses the telephone now, the oldest first */
  const own = computed(() =>
    all.value.filter(({ by }) => by === who.value).sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  );
  const waiting = computed(() => own.value.filter(isWaiting));
  const refused = computed(() => own.value.filter((entry) => !isWaiting(entry)));
  const ofOthers = computed(() => all.value.length - own.value.length);

  const read = async (): Promise<void> => {
    all.value = await keptEntries();
  };
  async function keep(entry: Entry): Promise<void> {
    await keepEntry(entry);
    all.value = [...all.value.filter(({ key }) => key !== entry.key), entry];
  }
  async function drop(entry: Entry): Promise<void> {
    await dropEntry(entry.key);
    all.value = all.value.filter(({ key }) => key !== entry.key);
  }

  let sending = false;
  /** Sends what waits, the oldest first. @returns when nothing more can be done for now */
  async function send(): Promise<void> {
    if (sending || session.caller === null) return;
    sending = true;
    try {
      const tried = new Set<string>();
      for (;;) {
        const entry = waiting.value.find(({ key }) => !tried.has(key));
        if (entry === undefined || !(await sendOne(entry, tried))) return;
      }
    } finally {
      sending = false;
    }
  }
  /** @returns whether it makes sense to go on with the next one */
  async function sendOne(entry: Entry, tried: Set<string>): Promise<boolean> {
    tried.add(entry.key);
    try {
      const answer = await sendEntry(entry, SERVER, keep);
      arrived.value = { entry, answer };
      await drop(entry);
      stuck.value = null;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (isNotYet(error)) return true;
      if (isPassing(error)) {
        stuck.value = error;
        return false;
      }
      const now = all.value.find(({ key }) => key === entry.key) ?? entry;
      await keep({ ...now, refused: error.problem });
      return true;
    }
  }

  /** Resolves when it is safe on the disk; sending goes on by itself. */
  async function add(entry: Entry): Promise<void> {
    await keep(entry);
    void send();
  }
  async function again(entry: Entry): Promise<void> {
    await add({ ...entry, refused: null });
  }

  let isOn = false;
  /** From the first page that needs it on, as long as the tab is open. */
  async function start(): Promise<void> {
    await read();
    void send();
    if (isOn) return;
    isOn = true;
    window.addEventListener('online', () => void send());
    window.setInterval(() => {
      if (waiting.value.length > 0) void send();
    }, AGAIN_MS);
    watch(
      () => session.caller,
      () => void send(),
    );
  }
  return { who, own, waiting, refused, ofOthers, stuck, arrived, start, add, again, drop };
});
