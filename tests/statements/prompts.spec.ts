import { measuresAgreed, measuresSince } from '../../libs/redirect/src/measures';
import { PromptOrderRow, PromptOrderStepRow } from '../../libs/redirect/src/orders/order.entity';
import { promptFacts } from '../../libs/redirect/src/prompt-facts';
import { PromptHistory } from '../../libs/redirect/src/prompt-history';
import { effectKept } from '../../libs/redirect/src/effect/kept-effect';
import { PromptStore } from '../../libs/redirect/src/prompt-store';
import { promptsDoneSince, promptsWaiting } from '../../libs/redirect/src/prompts-waiting';
import { PromptRow, PromptTransitionRow } from '../../libs/redirect/src/prompt.entity';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, ID] = ["H'1", "a'b"];
const AT = Date.parse('2026-03-04T01:00:00Z');
const NOW = new Date(AT);
const none = undefined as never;

const prompts = ({ postgres }: Asked): PromptStore => new PromptStore(postgres, none, none);

const CASES: readonly Statements[] = [
  ['a prompt', (engine) => prompts(engine).find(ID)],
  [
    'a page of prompts',
    (engine) =>
      prompts(engine).list({
        halls: [HALL],
        states: ['shown'],
        since: NOW,
        after: { decidedAt: NOW, id: ID },
        limit: 50,
      }),
  ],
  ['what an effect stands on', ({ manager }) => effectKept(manager, { id: ID, hall: HALL, effect: null })],
  ['prompts of a day', (engine) => prompts(engine).ofDay(engine.manager, HALL, AT)],
  ['trouble without help', (engine) => prompts(engine).keepHelpless(engine.manager, HALL, AT, [])],
  ['prompts as they were', ({ postgres }) => new PromptHistory(postgres).within(HALL, AT, AT + 1)],
  ['facts of prompts', ({ postgres }) => promptFacts(postgres, [NOW, NOW])],
  ['prompts that wait', ({ postgres }) => promptsWaiting(postgres, [HALL], [ID])],
  ['prompts that were done', ({ postgres }) => promptsDoneSince(postgres, [HALL], [ID], NOW)],
  ['measures carried out', ({ manager }) => measuresSince(manager, HALL, NOW)],
  ['measures agreed to', ({ postgres }) => measuresAgreed(postgres, HALL, [NOW, NOW])],
];

describe('the statements of prompts', () => {
  holdStatements(CASES, [HALL, ID], () =>
    askedEntities([PromptRow, PromptTransitionRow, PromptOrderRow, PromptOrderStepRow]),
  );
});
