import { NewPush } from '@cockpit/contracts';

/** Why messages cannot come here. */
export type Hindrance = 'insecure' | 'unsupported' | 'denied' | 'unreachable';
export class CannotPush extends Error {
  override readonly name = 'CannotPush';
  constructor(readonly why: Hindrance) {
    super(why);
  }
}

/** Null: nothing that can be known before somebody tries. */
export function hindrance(): Hindrance | null {
  if (!window.isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : null;
}

export async function subscription(): Promise<PushSubscription | null> {
  if (hindrance() !== null) return null;
  const worker = await navigator.serviceWorker.getRegistration('/sw.js');
  return (await worker?.pushManager.getSubscription()) ?? null;
}

/** Asks the browser for messages signed by this key. @throws {CannotPush} */
export async function subscribe(key: string): Promise<NewPush> {
  const why = hindrance();
  if (why !== null) throw new CannotPush(why);
  if ((await Notification.requestPermission()) !== 'granted') throw new CannotPush('denied');
  await navigator.serviceWorker.register('/sw.js');
  const { pushManager } = await navigator.serviceWorker.ready;
  // one of another key would be refused
  await (await pushManager.getSubscription())?.unsubscribe();
  try {
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = made.toJSON();
    return NewPush.parse({ endpoint, keys: { p256dh: keys?.['p256dh'], auth: keys?.['auth'] } });
  } catch {
    throw new CannotPush('unreachable');
  }
}
