import { part, type Message, type Prompt } from '@cockpit/contracts';
import { timeOfDay } from '../../shared/format';
import { useSentence } from '../../shared/words';

type PromptReason = Pick<Prompt, 'why' | 'words' | 'decidedAt'>;

/** Why a prompt is given, in the language of the page. */
export function useWhy(timeZone: () => string): (prompt: PromptReason) => string {
  const sentence = useSentence();
  return ({ why, words, decidedAt }) =>
    sentence(why, words === undefined ? words : ofItsMoment(words, timeOfDay(Date.parse(decidedAt), timeZone())));
}

/** How many waited when it was decided: beside the figure of now they need their moment. */
export function ofItsMoment(words: Message, time: string): Message {
  const { crowd } = words.params;
  if (typeof crowd !== 'object' || Array.isArray(crowd) || crowd.code !== 'crowd.waiting') return words;
  const { waiting = 0 } = crowd.params;
  return { ...words, params: { ...words.params, crowd: part('crowd.waiting-at', { time, waiting }) } };
}

/** The same beside large figures: without what they say. `shown` are the codes of the queues whose figures stand there besides the first one's. */
export function useWhyBeside(
  timeZone: () => string,
): (prompt: PromptReason & Pick<Prompt, 'aim'>, shown: readonly string[]) => string {
  const whyOf = useWhy(timeZone);
  return (prompt, shown) =>
    whyOf(
      prompt.words === undefined
        ? prompt
        : { ...prompt, words: besideFigures(prompt.words, shown.includes(prompt.aim?.giver ?? '')) },
    );
}

/** What a measure does to a queue, in figures. */
const FIGURES = /^(relief|gives)\.(half|most|saved|stays)/;
const LOSES = /^gives\.(half|most)$/;

/**
 * Why a prompt is given, without what stands large beside it: two pairs of figures of one effect confuse, most of all whoever stands three
 * metres away. What a queue loses that is not shown there is still said.
 */
export function besideFigures(words: Message, isGiverShown: boolean): Message {
  const isShown = (param: Message['params'][string]): boolean =>
    typeof param === 'object' &&
    !Array.isArray(param) &&
    FIGURES.test(param.code) &&
    (isGiverShown || !LOSES.test(param.code));
  return { ...words, params: Object.fromEntries(Object.entries(words.params).filter(([, param]) => !isShown(param))) };
}
