import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, deriveKey, openSecrets, sealSecrets, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import { z } from 'zod';
import type { Handshake } from './provider';

/** Time limit for the sign-in at the provider. */
export const HANDSHAKE_SEC = 600;
const SEALED_FOR = 'handshake';

const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  at: z.number(),
});
export type KeptHandshake = Handshake & { readonly next: string };

/** Encrypts the handshake for a cookie during the sign-in: nobody can read, forge or reuse it later. */
@Injectable()
export class Handshakes {
  private readonly key: Buffer;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.key = deriveKey(settings, 'single-sign-on');
  }

  seal(handshake: KeptHandshake): string {
    return sealSecrets({ ...handshake, at: this.clock.now() }, SEALED_FOR, this.key).toString('base64url');
  }

  /** null when it is forged, changed or expired. */
  open(sealed: string): KeptHandshake | null {
    try {
      const { at, ...kept } = Kept.parse(openSecrets(Buffer.from(sealed, 'base64url'), SEALED_FOR, this.key));
      const age = this.clock.now() - at;
      return age >= 0 && age <= HANDSHAKE_SEC * 1000 ? kept : null;
    } catch {
      return null;
    }
  }
}
