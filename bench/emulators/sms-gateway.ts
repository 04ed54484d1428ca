import { createHmac } from 'node:crypto';
import { json, listen, type HttpEmulator } from '../../apps/simulator/src/emulators/http';
import { Misbehaviours } from '../../apps/simulator/src/emulators/misbehaviour';

export interface SmsGateway extends HttpEmulator {
  readonly texts: { at: number; id: string; phones: string[]; text: string }[];
  readonly misbehave: Misbehaviours;
}

/** A gateway that checks an HMAC over time, phones and text, and tells errors in a body of status 200. */
export async function smsGateway(key: string, port = 0): Promise<SmsGateway> {
  const texts: SmsGateway['texts'] = [];
  const misbehave = new Misbehaviours();
  const emulator = await listen(({ response, body }) => {
    const wrong = misbehave.done(response);
    if (wrong?.kind === 'status') return;
    const { phones, text, time, sign, id } = JSON.parse(body) as Record<string, string>;
    const expected = createHmac('sha256', key)
      .update(`${time ?? ''}${phones ?? ''}${text ?? ''}`)
      .digest('hex');
    if (sign !== expected) {
      json(response, 200, { code: 'SIGN', message: 'signature' });
      return;
    }
    texts.push({ at: Date.now(), id: id ?? '', phones: (phones ?? '').split(','), text: text ?? '' });
    if (wrong === undefined) json(response, 200, { code: 'OK' });
  }, port);
  return { ...emulator, texts, misbehave };
}
