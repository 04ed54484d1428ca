import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, SETTINGS, type Clock, type Settings, type SingleSignOnSettings } from '@cockpit/platform';
import type { Configuration } from 'openid-client';
import { groupsOf, type Claims } from './claims';
import { refusalOf, SignOnRefused } from './refusals';

/** What is kept in the browser while somebody is at the provider. */
export interface Handshake {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}
/** Who came back. */
export interface Arrival {
  readonly issuer: string;
  readonly subject: string;
  readonly sid: string | undefined;
  readonly idToken: string;
  readonly claims: Claims;
}

const TIMEOUT_SEC = 5;
const KNOWN_FOR_MS = 3_600_000;
/** A provider that is down is not asked by everybody who comes. */
const REST_MS = 3000;

/** ES modules only, and needed only where there is a provider: fetched when it is. */
const openId = () => import('openid-client');

/**
 * The provider of single sign-on, behind `openid-client`: authorization code with PKCE, state and nonce. Its signature on the ID token is
 * checked although the token comes straight from it.
 */
@Injectable()
export class Provider {
  private readonly logger = new Logger('single-sign-on');
  private known: { configuration: Configuration; at: number } | null = null;
  private downAt = -Infinity;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws SignOnRefused `unreachable` */
  async begin(redirectUri: string): Promise<{ address: URL; handshake: Handshake }> {
    const configuration = await this.configuration();
    const client = await openId();
    const handshake = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.set().scopes,
      state: handshake.state,
      nonce: handshake.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(handshake.verifier),
      code_challenge_method: 'S256',
    });
    return { address, handshake };
  }

  /** @param current the address of the answer, with the host that people know @throws SignOnRefused */
  async finish(current: URL, { state, nonce, verifier }: Handshake): Promise<Arrival> {
    const configuration = await this.configuration();
    const client = await openId();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, current, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const own = tokens.claims();
      if (own === undefined || tokens.id_token === undefined) throw new SignOnRefused('failed', 'no ID token');
      if (own.iat > this.clock.now() / 1000 + this.set().clockToleranceSec)
        throw new SignOnRefused('clock', 'the ID token was issued later than now');
      // many providers keep ID tokens small
      const more =
        groupsOf(own, this.set().groupClaim) === undefined &&
        configuration.serverMetadata().userinfo_endpoint !== undefined
          ? await client.fetchUserInfo(configuration, tokens.access_token, own.sub)
          : {};
      const { sid } = own;
      return {
        issuer: own.iss,
        subject: own.sub,
        sid: typeof sid === 'string' ? sid : undefined,
        idToken: tokens.id_token,
        claims: { ...more, ...own },
      };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** Where to sign out there as well; null when the provider cannot, or is down. */
  async leave(idToken: string, back: string): Promise<string | null> {
    try {
      const configuration = await this.configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      const client = await openId();
      const hint = idToken.length > 4000 ? {} : { id_token_hint: idToken };
      return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: back, ...hint }).href;
    } catch (error) {
      this.logger.warn({ why: refusalOf(error).message }, 'signing out at the provider is left out');
      return null;
    }
  }

  /** Its own name for itself, and where its keys are. @throws SignOnRefused `unreachable` */
  async keys(): Promise<{ issuer: string; address: URL }> {
    const { issuer, jwks_uri } = (await this.configuration()).serverMetadata();
    if (jwks_uri === undefined) throw new SignOnRefused('failed', 'the provider publishes no keys');
    return { issuer, address: new URL(jwks_uri) };
  }

  /** What is known of it, asked anew each hour; what was known before serves while it is down. */
  private async configuration(): Promise<Configuration> {
    const now = this.clock.now();
    if (this.known !== null && now - this.known.at < KNOWN_FOR_MS) return this.known.configuration;
    if (now - this.downAt >= REST_MS || now < this.downAt) {
      try {
        this.known = { configuration: await this.discover(), at: now };
        return this.known.configuration;
      } catch (error) {
        this.downAt = this.clock.now();
        this.logger.warn({ why: refusalOf(error).message }, 'the provider cannot be asked what it is');
      }
    }
    if (this.known !== null) return this.known.configuration;
    throw new SignOnRefused('unreachable', 'the provider does not answer');
  }

  private async discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, clockToleranceSec } = this.set();
    const client = await openId();
    const address = new URL(issuer);
    return client.discovery(
      address,
      clientId,
      { [client.clockTolerance]: clockToleranceSec },
      clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        timeout: TIMEOUT_SEC,
        execute: [
          client.enableNonRepudiationChecks,
          // the settings take http:// for a provider on this machine only
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that nobody uses it without a thought
          ...(address.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      },
    );
  }

  private set(): SingleSignOnSettings {
    const { singleSignOn } = this.settings;
    if (singleSignOn === undefined) throw new SignOnRefused('failed', 'there is no single sign-on');
    return singleSignOn;
  }
}
