import { tryOnMounted, useEventListener } from '@vueuse/core';
import { computed, onScopeDispose, ref } from 'vue';
import { usePreferences } from './preferences';

/** Two falling tones, half a second: heard across a hall, gone before it annoys. */
const TONES = [
  { hz: 880, at: 0 },
  { hz: 660, at: 0.22 },
] as const;

/** A browser that wants a touch first leaves the question open: no answer within this is a no. */
const RESUME_MS = 300;

/** A sound on screens where somebody turned it on. */
export function useChime() {
  const { sound } = usePreferences();
  const on = computed(() => sound.value === 'on');
  /** the browser wants a touch first */
  const blocked = ref(false);
  /** how often it has sounded: for those who cannot hear it */
  const rung = ref(0);
  let audio: AudioContext | null = null;
  async function wake(): Promise<AudioContext> {
    audio ??= new AudioContext();
    if (audio.state === 'suspended')
      await Promise.race([
        audio.resume().catch(() => undefined),
        new Promise((resolve) => {
          setTimeout(resolve, RESUME_MS);
        }),
      ]);
    blocked.value = audio.state !== 'running';
    return audio;
  }
  // a wall that restarted: whoever sees that it wants a touch gives it, and it is not the first alarm that finds out
  const wakeIfOn = (): void => {
    if (on.value) void wake();
  };
  tryOnMounted(wakeIfOn);
  useEventListener('pointerup', wakeIfOn);

  async function ring(): Promise<void> {
    const audio = await wake();
    if (blocked.value) return;
    rung.value += 1;
    for (const { hz, at } of TONES) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = hz;
      volume.gain.setValueAtTime(0.35, audio.currentTime + at);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.3);
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 0.32);
    }
  }

  function toggle(): void {
    sound.value = on.value ? null : 'on';
    // The touch that turns it on is the one the browser asks for; it is heard, so that one knows how loud it is.
    if (on.value) void ring();
  }

  onScopeDispose(() => {
    void audio?.close();
  });
  return { on, blocked, rung, toggle, ring };
}
