import type { NetworkRed } from '@cockpit/contracts';
import { useEventListener } from '@vueuse/core';
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { usePreferences } from '../../shared/preferences';
import { useWarningText } from '../warnings/text';
import { announced, voiceFor } from './announcement';

/** Voices come some time after the page; a device that has none by then has none. */
const VOICES_MS = 3000;

export interface Voice {
  on: ComputedRef<boolean>;
  /** `none`: the device has no voice of this language; `blocked`: the browser wants a touch first */
  state: ComputedRef<'ready' | 'coming' | 'none' | 'blocked'>;
  toggle: () => void;
  test: () => void;
  say: (texts: readonly string[]) => void;
}

const engine = (): SpeechSynthesis | null => ('speechSynthesis' in window ? window.speechSynthesis : null);

/** Speaks with a voice of the device, in the language of the page, where somebody turned that on. */
export function useVoice(): Voice {
  const { t, locale } = useI18n();
  const { voice: preferred } = usePreferences();
  const speech = engine();
  const voices = shallowRef<readonly SpeechSynthesisVoice[]>(speech?.getVoices() ?? []);
  const waited = ref(speech === null);
  const blocked = ref(false);
  /** a browser forgets in the middle what nobody holds */
  const held = new Set<SpeechSynthesisUtterance>();
  const voice = computed(() => voiceFor(voices.value, locale.value));
  const late = setTimeout(() => {
    waited.value = true;
  }, VOICES_MS);
  if (speech !== null)
    useEventListener(speech, 'voiceschanged', () => {
      voices.value = speech.getVoices();
    });

  function say(texts: readonly string[]): void {
    const its = voice.value;
    if (speech === null || its === null) return;
    // what is new goes before what was not said to its end
    speech.cancel();
    held.clear();
    for (const text of texts) {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = its;
      utterance.lang = its.lang;
      utterance.onstart = () => {
        blocked.value = false;
      };
      utterance.onend = () => held.delete(utterance);
      utterance.onerror = ({ error }) => {
        held.delete(utterance);
        if (error === 'not-allowed') blocked.value = true;
      };
      held.add(utterance);
      speech.speak(utterance);
    }
  }

  const test = (): void => {
    say([t('voice.sample')]);
  };
  const on = computed(() => preferred.value === 'on');
  onScopeDispose(() => {
    clearTimeout(late);
    for (const utterance of held) utterance.onstart = utterance.onend = utterance.onerror = null;
    held.clear();
  });
  return {
    on,
    state: computed(() => {
      if (voice.value === null) return waited.value ? 'none' : 'coming';
      return blocked.value ? 'blocked' : 'ready';
    }),
    toggle: () => {
      preferred.value = on.value ? null : 'on';
      // the touch that turns it on is the one the browser asks for
      if (on.value) test();
      else speech?.cancel();
    },
    test,
    say,
  };
}

/** Says red warnings that are new, with the name of the hall. */
export function useAnnouncer(red: Readonly<Ref<readonly NetworkRed[] | null>>): Voice {
  const { t } = useI18n();
  const voice = useVoice();
  const warningText = useWarningText();
  let known: ReadonlySet<string> | null = null;
  watch(
    red,
    (list) => {
      if (list === null) return;
      const { say, more, known: now } = announced(known, list);
      known = now;
      if (!voice.on.value || say.length === 0) return;
      const texts = say.map((one) => t('voice.red', { hall: one.name, what: warningText(one) }));
      voice.say(more === 0 ? texts : [...texts, t('voice.more', { n: more })]);
    },
    { immediate: true },
  );
  return voice;
}
