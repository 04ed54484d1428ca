import { PLAIN_VIEW, ScreenView } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { useAnswer } from '../../shared/answer';
import { ask } from '../../shared/http';
import { useSessionStore } from '../session/store';
import { rotationOf } from './faces';

/** A change of the view shows on the wall within so long. */
const ASK_EVERY_MS = 60_000;
const fetchOwnView = async (): Promise<ScreenView> => (await ask('GET', '/v1/screens/own', ScreenView)).body;

/** What a wall shows: its address (`?map=plan&rotate=30`) says so first, then what was set for the paired screen. */
export function useView(): ComputedRef<ScreenView> {
  const route = useRoute();
  const session = useSessionStore();
  const { data } = useAnswer({
    name: 'screen-view',
    about: () => (session.caller?.kind === 'screen' ? session.caller.id : null),
    ask: fetchOwnView,
    everyMs: ASK_EVERY_MS,
  });
  return computed(() => {
    const { map, rotateSec } = data.value ?? PLAIN_VIEW;
    const { map: asked, rotate } = route.query;
    return {
      map: asked === 'plan' || asked === 'tiles' ? asked : map,
      rotateSec: rotate === undefined ? rotateSec : rotationOf(rotate),
    };
  });
}
