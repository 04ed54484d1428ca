import { maskFreeText } from '@cockpit/contracts';
import { refused, type Channel, type Outcome } from './channel';

/** shorter strings are no secrets and occur in ordinary words */
const MIN_LENGTH = 6;

/**
 * Wraps a channel and removes its secrets from receipts and reasons, because error pages often repeat the requested
 * address.
 */
export function hiding(channel: Channel, secrets: unknown): Channel {
  const hidden = [...new Set(textsOf(secrets).flatMap(partsOf))]
    .filter((text) => text.length >= MIN_LENGTH)
    .sort((a, b) => b.length - a.length);
  const hide = (words: string): string => hidden.reduce((left, secret) => left.replaceAll(secret, '…'), words);
  const masked = (outcome: Outcome, to: string | undefined): Outcome => {
    // a person's address, also in the other side's spelling
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
      masked(await channel.send(outgoing, ...more), outgoing.to ?? outgoing.browser?.endpoint),
    close: () => channel.close?.(),
  };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** For a URL also its secret parts: the last path segment and the query values. */
function partsOf(text: string): string[] {
  if (!URL.canParse(text) || !/^https?:/.test(text)) return [text];
  const { pathname, searchParams } = new URL(text);
  return [text, pathname.split('/').at(-1) ?? '', ...searchParams.values()];
}
