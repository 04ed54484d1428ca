import { maskFreeText } from '@cockpit/contracts';
import { refused, type Channel, type Outcome } from './channel';

/** shorter ones are no secret, and stand in many a word */
const SHORTEST = 6;

/** The channel, with what opens it kept out of receipts and reasons: a page of errors often repeats the address it was asked for. */
export function hiding(channel: Channel, secrets: unknown): Channel {
  const hidden = [...new Set(textsOf(secrets).flatMap(partsOf))]
    .filter((text) => text.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  const hide = (words: string): string => hidden.reduce((left, secret) => left.replaceAll(secret, '…'), words);
  const shown = (outcome: Outcome, to: string | undefined): Outcome => {
    // one person's address, also as the other side writes it
    const hideAll = (words: string): string =>
      to === undefined ? hide(words) : maskFreeText(hide(words).replaceAll(to, '…'));
    if (outcome.delivered) return { ...outcome, receipt: hideAll(outcome.receipt) };
    const { reason, detail, ...more } = outcome;
    return refused(reason, hideAll(detail), more);
  };
  return {
    limits: channel.limits,
    fit: (outgoing) => channel.fit(outgoing),
    send: async (outgoing, ...more) =>
      shown(await channel.send(outgoing, ...more), outgoing.to ?? outgoing.browser?.endpoint),
    close: () => channel.close?.(),
  };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** Of an address also what opens it: the end of its path, and what it is asked with. */
function partsOf(text: string): string[] {
  if (!URL.canParse(text) || !/^https?:/.test(text)) return [text];
  const { pathname, searchParams } = new URL(text);
  return [text, pathname.split('/').at(-1) ?? '', ...searchParams.values()];
}
