// Who may: accounts, sessions, tokens, source keys, paired screens, audit.
export { AccessModule } from './access.module';
export { Administrators } from './administrators/administrators';
export { Attempts } from './attempts';
export { AuditChain } from './audit-chain/audit-chain';
export { AuditLog, type Actor, type AuditRecord } from './audit';
export { ChangeChannel } from './access-changes';
export {
  Administers,
  Allow,
  BoundToUnits,
  CurrentActor,
  CurrentCaller,
  OnTheWall,
  PEOPLE,
  SelfAudited,
} from './guard/decorators';
export { isPublicPlace, withMaskedNames } from './guard/masked-names';
export { assertEveryHall, assertHall, inScope } from './guard/scope';
export { HallDirectory } from './hall-directory';
export { ShortCache } from './short-cache';
export { KeyUses } from './key-uses';
export { SourceKeys, type SourceGrant } from './source-keys';
export { declareRegister, hasSharedRegisters, registerOf, sourceRegisters, sourcesBeside } from './source-registers';
export { SecondFactors } from './second-factor/second-factors';
export { Sources } from './sources';
export { accountsOfOfficers, namesOfAccounts, activeAccounts, type ActiveAccount } from './active-accounts';
export { Tokens } from './tokens';
export { Users } from './users';
export { Public } from '@cockpit/platform';
