import { Global, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessChanges } from './access-changes';
import { AccountController } from './account/account.controller';
import { OwnPasswordTries } from './account/own-password';
import { SecondFactorController } from './account/second-factor.controller';
import { Administrators } from './administrators/administrators';
import { AdministratorsController } from './admin/administrators.controller';
import { AuditController } from './admin/audit.controller';
import { DeadLettersController } from './admin/dead-letters.controller';
import { SourcesController } from './admin/sources.controller';
import { SystemController } from './admin/system.controller';
import { TokensController } from './admin/tokens.controller';
import { UsersController } from './admin/users.controller';
import { AuditChain } from './audit-chain/audit-chain';
import { AuditSealing } from './audit-chain/sealing';
import { AuditInterceptor } from './audit.interceptor';
import { AuditLog } from './audit';
import { ACCESS_ENTITIES } from './entities';
import { FirstStart } from './first-start/first-start';
import { FirstStartController } from './first-start/first-start.controller';
import { CallerGuard } from './guard/caller.guard';
import { CallerResolver } from './guard/caller-resolver';
import { MaskedNamesInterceptor } from './guard/masked-names';
import { OpenAnswers } from './guard/open-answers';
import { HallDirectory } from './hall-directory';
import { Screens } from './screens/screens';
import { Pairings } from './screens/pairings';
import { ScreensController } from './screens/screens.controller';
import { SecondFactors } from './second-factor/second-factors';
import { SecondSteps } from './second-factor/second-step';
import { Entrance } from './session/entrance';
import { LoginThrottle } from './session/login-throttle';
import { SessionController } from './session/session.controller';
import { Sessions } from './sessions';
import { KeyUses } from './key-uses';
import { Handshakes } from './single-sign-on/handshakes';
import { Identities } from './single-sign-on/identities';
import { LogoutTokens } from './single-sign-on/logout-tokens';
import { Provider } from './single-sign-on/provider';
import { SingleSignOnController } from './single-sign-on/single-sign-on.controller';
import { SignOnThrottle } from './single-sign-on/throttle';
import { SourceKeys } from './source-keys';
import { Sources } from './sources';
import { Tokens } from './tokens';
import { Users } from './users';

/** Accounts, keys and the guard before every route of the process. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(ACCESS_ENTITIES)],
  controllers: [
    SessionController,
    FirstStartController,
    SingleSignOnController,
    AccountController,
    SecondFactorController,
    UsersController,
    AdministratorsController,
    TokensController,
    SourcesController,
    ScreensController,
    AuditController,
    DeadLettersController,
    SystemController,
  ],
  providers: [
    AccessChanges,
    AuditLog,
    AuditChain,
    AuditSealing,
    HallDirectory,
    Administrators,
    Users,
    FirstStart,
    Tokens,
    Sources,
    KeyUses,
    SourceKeys,
    Sessions,
    LoginThrottle,
    Entrance,
    OwnPasswordTries,
    SecondFactors,
    SecondSteps,
    Handshakes,
    Identities,
    LogoutTokens,
    Provider,
    SignOnThrottle,
    Pairings,
    Screens,
    CallerResolver,
    OpenAnswers,
    { provide: APP_GUARD, useClass: CallerGuard },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
    { provide: APP_INTERCEPTOR, useClass: MaskedNamesInterceptor },
  ],
  exports: [AuditLog, AuditChain, HallDirectory, Administrators, Users, SecondFactors, Tokens, Sources, SourceKeys],
})
export class AccessModule {}
