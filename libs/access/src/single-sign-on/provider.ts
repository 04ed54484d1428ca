import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, SETTINGS, type Clock, type Settings, type SingleSignOnSettings } from '@cockpit/platform';
import type { Configuration } from 'openid-client';
import { groupsOf, type Claims } from './claims';
import { refusalOf, SignOnRefused } from './refusals';

/** State that the browser keeps during the sign-in at the provider. */
export interface Handshake {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}
/** The person who returned from the provider. */
export interface Arrival {
  readonly issuer: string;
  readonly subject: string;
  readonly sid: string | undefined;
  readonly idToken: string;
  readonly claims: Claims;
}

const TIMEOUT_SEC = 5;
const METADATA_MS = 3_600_000;
/** Pause before an unreachable provider is contacted again. */
const REST_MS = 3000;

/** ES module, needed only with a provider, so it is imported on first use. */
const openId = () => import('openid-client');

/**
 * The single sign-on provider through `openid-client`: authorization code with PKCE, state and nonce. The ID token's
 * signature is checked although the token comes directly from the provider.
 */
@Injectable()
export class Provider {
  private readonly logger = new Logger('single-sign-on');
  private cached: { configuration: Configuration; at: number } | null = null;
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

  /**
   * @param current the callback's address with the public host
   * @throws SignOnRefused
   */
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
      const idClaims = tokens.claims();
      if (idClaims === undefined || tokens.id_token === undefined) throw new SignOnRefused('failed', 'no ID token');
      if (idClaims.iat > this.clock.now() / 1000 + this.set().clockToleranceSec)
        throw new SignOnRefused('clock', 'the ID token was issued later than now');
      // many providers keep ID tokens small and return more claims at the userinfo endpoint
      const more =
        groupsOf(idClaims, this.set().groupClaim) === undefined &&
        configuration.serverMetadata().userinfo_endpoint !== undefined
          ? await client.fetchUserInfo(configuration, tokens.access_token, idClaims.sub)
          : {};
      const { sid } = idClaims;
      return {
        issuer: idClaims.iss,
        subject: idClaims.sub,
        sid: typeof sid === 'string' ? sid : undefined,
        idToken: tokens.id_token,
        claims: { ...more, ...idClaims },
      };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** Sign-out address of the provider; null when it has none, or is down. */
  async leave(idToken: string, returnTo: string): Promise<string | null> {
    try {
      const configuration = await this.configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      const client = await openId();
      const hint = idToken.length > 4000 ? {} : { id_token_hint: idToken };
      return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo, ...hint }).href;
    } catch (error) {
      this.logger.warn({ why: refusalOf(error).message }, 'signing out at the provider is left out');
      return null;
    }
  }

  /**
   * The provider's issuer name and key address.
   * @throws SignOnRefused `unreachable`
   */
  async keys(): Promise<{ issuer: string; address: URL }> {
    const { issuer, jwks_uri } = (await this.configuration()).serverMetadata();
    if (jwks_uri === undefined) throw new SignOnRefused('failed', 'the provider publishes no keys');
    return { issuer, address: new URL(jwks_uri) };
  }

  /** Provider metadata, reloaded each hour; the old metadata is used while the provider is down. */
  private async configuration(): Promise<Configuration> {
    const now = this.clock.now();
    if (this.cached !== null && now - this.cached.at < METADATA_MS) return this.cached.configuration;
    if (now - this.downAt >= REST_MS || now < this.downAt) {
      try {
        this.cached = { configuration: await this.discover(), at: now };
        return this.cached.configuration;
      } catch (error) {
        this.downAt = this.clock.now();
        this.logger.warn({ why: refusalOf(error).message }, 'the provider cannot be asked what it is');
      }
    }
    if (this.cached !== null) return this.cached.configuration;
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
