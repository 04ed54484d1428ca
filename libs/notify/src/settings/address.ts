import { createHash } from 'node:crypto';
import { KIND_SHAPES, type ChannelKind } from '@cockpit/contracts';
import { z } from 'zod';

interface Kept {
  readonly kind: ChannelKind;
  readonly settings: unknown;
  readonly secrets: unknown;
}
const WithUrl = z.object({ url: z.url() });

/** Where a channel goes, as lists show it: enough to tell two apart, too little to post with. */
export function addressOf({ kind, settings, secrets }: Kept): string {
  switch (kind) {
    case 'dingtalk-robot':
    case 'wecom-robot':
    case 'feishu-robot': {
      const { url } = WithUrl.parse(secrets);
      return `${new URL(url).host} …${url.slice(-4)}`;
    }
    case 'feishu-app': {
      const { appId, to } = KIND_SHAPES[kind].settings.parse(settings);
      return `${appId} → ${to}`;
    }
    case 'dingtalk-app': {
      const { clientId, to } = KIND_SHAPES[kind].settings.parse(settings);
      return `${clientId} → ${to}`;
    }
    case 'wecom-bot': {
      const { botId, to } = KIND_SHAPES[kind].settings.parse(settings);
      return `${botId} → ${to}`;
    }
    case 'wecom-app': {
      const { corpId, agentId, to } = KIND_SHAPES[kind].settings.parse(settings);
      return `${corpId}/${String(agentId)} → ${to}`;
    }
    case 'smtp': {
      const { host, to } = KIND_SHAPES.smtp.settings.parse(settings);
      return to.length === 0 ? host : to.join(', ');
    }
    case 'sms-http': {
      const { phones } = KIND_SHAPES['sms-http'].secrets.parse(secrets);
      const { host } = new URL(WithUrl.parse(settings).url);
      return phones.length === 0 ? host : `${host} → ${phones.map((phone) => `…${phone.slice(-4)}`).join(', ')}`;
    }
    case 'webhook': {
      const url = new URL(WithUrl.parse(settings).url);
      return `${url.host}${url.pathname}`;
    }
    case 'browser-push':
      return KIND_SHAPES[kind].settings.parse(settings).contact;
    case 'in-app':
      return 'cockpit';
  }
}

/** Whether somebody is told whatever comes; else only whom something is addressed to. */
export function hasStanding({ kind, settings, secrets }: Kept): boolean {
  if (kind === 'smtp') return KIND_SHAPES.smtp.settings.parse(settings).to.length > 0;
  if (kind === 'sms-http') return KIND_SHAPES['sms-http'].secrets.parse(secrets).phones.length > 0;
  return kind !== 'browser-push';
}

/** Whose limit a channel shares: the robot that an address belongs to, whatever is written around it. Null: it has no limit of a robot. */
export function robotOf({ kind, settings, secrets }: Kept): string | null {
  if (kind === 'feishu-app' || kind === 'dingtalk-app') {
    const shown = KIND_SHAPES[kind].settings.parse(settings);
    return `${kind} ${new URL(shown.host).host} ${'appId' in shown ? shown.appId : shown.clientId}`;
  }
  if (kind === 'wecom-bot') {
    const { host, botId } = KIND_SHAPES[kind].settings.parse(settings);
    return `${kind} ${new URL(host).host} ${botId}`;
  }
  if (kind === 'wecom-app') {
    const { host, corpId, agentId, to } = KIND_SHAPES[kind].settings.parse(settings);
    // what is limited is what one member gets
    return `${kind} ${new URL(host).host} ${corpId} ${String(agentId)} ${to}`;
  }
  if (!kind.endsWith('-robot')) return null;
  const url = new URL(WithUrl.parse(secrets).url);
  const token = url.searchParams.get('access_token') ?? url.searchParams.get('key') ?? url.pathname;
  return `${kind} ${url.host} ${token}`;
}

/** The same, as it is kept. */
export const robotHash = (kept: Kept): string =>
  createHash('sha256')
    .update(robotOf(kept) ?? '')
    .digest('hex');
